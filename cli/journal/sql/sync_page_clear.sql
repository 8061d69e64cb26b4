DELETE FROM temp.page;
