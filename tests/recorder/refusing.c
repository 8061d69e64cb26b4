// SPDX-License-Identifier: GPL-3.0-or-later
// A plug for ALSA that refuses to be opened with the error the kernel would give, so that a busy or
// forbidden microphone can be had without a sound card. In an .asoundrc:
//     pcm_type.refusing { lib "/…/librefusing.so" }
//     pcm.!default { type refusing code 16 after 2 slave "other" }
// It is `slave` the first `after` times that the process opens it, and then says -code for good.
#include <alsa/asoundlib.h>
#include <string.h>

int _snd_pcm_refusing_open(snd_pcm_t **ret_pcm, const char *name, snd_config_t *root,
                           const snd_config_t *config, snd_pcm_stream_t stream, int mode);

int _snd_pcm_refusing_open(snd_pcm_t **ret_pcm, const char *name, snd_config_t *root,
                           const snd_config_t *config, snd_pcm_stream_t stream, int mode)
{
    static int n_opened;
    long code = EBUSY, after = 0;
    const char *slave = "null";
    snd_config_iterator_t at, next;
    (void)name, (void)root;
    snd_config_for_each(at, next, config)
    {
        const snd_config_t *entry = snd_config_iterator_entry(at);
        const char *id = "";
        (void)snd_config_get_id(entry, &id);
        if (strcmp(id, "code") == 0)
            (void)snd_config_get_integer(entry, &code);
        else if (strcmp(id, "after") == 0)
            (void)snd_config_get_integer(entry, &after);
        else if (strcmp(id, "slave") == 0)
            (void)snd_config_get_string(entry, &slave);
    }
    return n_opened++ < after ? snd_pcm_open(ret_pcm, slave, stream, mode) : -(int)code;
}

SND_DLSYM_BUILD_VERSION(_snd_pcm_refusing_open, SND_PCM_DLSYM_VERSION)
