engine_sources += $(wildcard engine/analysis/*.c)

# The inner loops are worth every optimisation; -Wno-psabi: vectors never cross a call here.
kernel_flags := -O3 -Wno-psabi
$(BUILD)/engine/analysis/kernels_baseline.o: private CFLAGS += $(kernel_flags)
$(BUILD)/engine/analysis/kernels_avx2.o: private CFLAGS += $(kernel_flags) \
	$(if $(findstring x86_64,$(shell $(CC) -dumpmachine)),-mavx2)
$(addprefix $(BUILD)/engine/analysis/,onset.o pitch.o pitch_path.o): private CFLAGS += -O3
