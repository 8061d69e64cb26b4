# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(addprefix $(BUILD)/tests/engine/,melody_dump melody_starve tones tempo_check)

$(BUILD)/tests/engine/melody_starve: link_flags += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
	-Wl,--wrap=fftwf_malloc
