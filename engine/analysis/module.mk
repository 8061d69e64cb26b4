engine_sources += $(wildcard engine/analysis/*.c)
