SELECT :page ->> 'restart', :page ->> 'more', :page ->> 'epoch', :page ->> 'cursor',
    json_array_length(:page, '$.rows');
