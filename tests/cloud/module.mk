# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(addprefix $(BUILD)/tests/cloud/,sign_check cloud starve)

$(BUILD)/tests/cloud/starve: link_flags += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
	-Wl,--wrap=reallocarray,--wrap=strdup,--wrap=open_memstream,--wrap=asprintf \
	-Wl,--wrap=__asprintf_chk
