engine_sources += engine/base/fail.c engine/base/list.c engine/base/objects.c
