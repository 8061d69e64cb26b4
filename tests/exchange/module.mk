# SPDX-License-Identifier: GPL-3.0-or-later
# The corpus of the importers' fuzzer is replayed by a plain program in every test run.
check_programs += $(BUILD)/tests/exchange/replay
$(BUILD)/tests/exchange/replay: $(BUILD)/tests/audio/replay.o $(BUILD)/tests/fuzz/fuzz_exchange.o \
		$(BUILD)/libcli.a $(BUILD)/libpractice.a
	$(link) -o $@ $^ $(engine_libs) $(cli_libs)
