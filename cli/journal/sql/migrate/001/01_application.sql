-- "PrJo": file(1) and journal_open() know a journal by it.
PRAGMA application_id = 1349667439;
