# SPDX-License-Identifier: GPL-3.0-or-later
# What tests/<room>/module.mk may lean on: one line `check_programs += $(BUILD)/tests/ui/width`
# builds tests/ui/width.c and links it with everything; a room that wants other flags or a
# narrower link writes its own rule, which wins over these patterns.
include $(sort $(wildcard tests/*/module.mk))

$(BUILD)/tests/%.o: tests/%.c Makefile
	$(compile) -Iinclude -Iengine -Icli $(engine_cflags) $(cli_cflags) -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libcli.a $(BUILD)/libpractice.a
	$(link) -o $@ $^ $(engine_libs) $(cli_libs)

# Each tests/fuzz/fuzz_<what>.c is a fuzzer; its seeds are in tests/fuzz/corpus/<what>/.
fuzzers := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

$(fuzzers): link_flags += $(if $(findstring fuzzer,$(SANITIZE)),-fsanitize=fuzzer)
