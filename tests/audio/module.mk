# SPDX-License-Identifier: GPL-3.0-or-later
# The engine's own tests link nothing of the program.
audio_tests := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/audio/*.c))
check_programs += $(audio_tests)

$(audio_tests): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libpractice.a
	$(link) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(engine_libs)

# The fuzzer's corpus and its finds are replayed by a plain program.
$(BUILD)/tests/audio/replay: $(BUILD)/tests/fuzz/fuzz_decoder.o

# Every call by which engine/audio can fail passes through the test, which makes the n-th fail.
comma := ,
$(BUILD)/tests/audio/failures: private LDFLAGS += $(addprefix -Wl$(comma)--wrap=,malloc calloc \
	pread read write pwrite lseek fstat stat fdatasync mkostemp av_malloc av_realloc \
	av_new_packet av_packet_alloc av_frame_alloc avformat_alloc_context avcodec_alloc_context3 avcodec_send_packet swr_init)
