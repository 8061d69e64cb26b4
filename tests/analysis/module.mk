# The engine's own tests need nothing of the program.
analysis_tests := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/analysis/*.c))
check_programs += $(analysis_tests)

$(analysis_tests): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libpractice.a
	$(link) -o $@ $^ $(engine_libs)

# Every allocation of the engine passes through the test, which makes the n-th one fail.
$(BUILD)/tests/analysis/short_memory: private LDFLAGS += \
	-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
