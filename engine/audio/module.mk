engine_sources += $(wildcard engine/audio/*.c)
