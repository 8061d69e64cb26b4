# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(BUILD)/tests/ui/probe $(BUILD)/tests/ui/starve $(BUILD)/tests/ui/stats_probe

$(BUILD)/tests/ui/starve: link_flags += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
