# The options fuzzer's corpus is replayed by a plain program in every test run.
check_programs += $(BUILD)/tests/cli/replay
$(BUILD)/tests/cli/replay: $(BUILD)/tests/audio/replay.o $(BUILD)/tests/fuzz/fuzz_options.o \
		$(BUILD)/libcli.a $(BUILD)/libpractice.a
	$(link) -o $@ $^ $(engine_libs) $(cli_libs)
