# SPDX-License-Identifier: GPL-3.0-or-later
check_programs += $(BUILD)/tests/accuracy/blocks

# The library alone: what is fed and found here must not depend on the program.
$(BUILD)/tests/accuracy/blocks: $(BUILD)/tests/accuracy/blocks.o $(BUILD)/libpractice.a
	$(link) -o $@ $^ $(engine_libs)
