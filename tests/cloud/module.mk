# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(addprefix $(BUILD)/tests/cloud/,sign_check cloud starve)

$(BUILD)/tests/cloud/starve: link_flags += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
	-Wl,--wrap=reallocarray,--wrap=strdup,--wrap=open_memstream,--wrap=asprintf \
	-Wl,--wrap=__asprintf_chk

# The fuzzer's corpus and its finds are replayed by a plain program in every test run.
check_programs += $(BUILD)/tests/cloud/replay
$(BUILD)/tests/cloud/replay: $(BUILD)/tests/audio/replay.o $(BUILD)/tests/fuzz/fuzz_cloud.o \
		$(BUILD)/libcli.a $(BUILD)/libpractice.a
	$(link) -o $@ $^ $(engine_libs) $(cli_libs)
