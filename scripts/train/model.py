# SPDX-License-Identifier: GPL-3.0-or-later
"""The activity network: two small convolutions, a projection, one recurrent layer each way, two heads.

It must equal engine/analysis's C inference, weight for weight; tests/engine/data/activity_vector.txt
compares the two. A step is 40 ms (two frames). `live` sees only the past and answers for the step
LIVE_DELAY earlier; `final` also sees what follows. `play` is what sounds, `playing` is play time: the
same with rests up to 2 s bridged, which only helps training: as a judgement it was measured to be worse
than bridging the rests of `play`.
"""
import torch
from torch import nn

N_BANDS = 48
N_HIDDEN = 80
LIVE_DELAY = 10
REST_STEPS = 50  # what `playing` bridges: 2 s
OUTPUTS = ("play", "speech", "other", "playing")  # the first three are the product's


class Activity(nn.Module):
    def __init__(self, hidden=N_HIDDEN):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, (3, 5), (1, 2), (1, 2))
        self.norm1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 16, 3, 2, 1)
        self.norm2 = nn.BatchNorm2d(16)
        self.proj = nn.Linear(16 * N_BANDS // 4, hidden)
        self.norm3 = nn.BatchNorm1d(hidden)
        self.forward_gru = nn.GRU(hidden, hidden, batch_first=True)
        self.backward_gru = nn.GRU(hidden, hidden, batch_first=True)
        self.live = nn.Linear(hidden, 3)
        self.final = nn.Linear(2 * hidden, 4)

    def trunk(self, bands):
        """Bands [batch][frames][48] -> [batch][frames/2][hidden]."""
        x = ((bands + 12.0) / 4.0).unsqueeze(1)
        x = torch.relu(self.norm1(self.conv1(x)))
        x = torch.relu(self.norm2(self.conv2(x)))
        x = x.permute(0, 2, 3, 1).flatten(2)  # index frequency * 16 + channel
        x = self.proj(x)
        return torch.relu(self.norm3(x.transpose(1, 2)).transpose(1, 2))

    def forward(self, bands):
        """Logits (final [batch][steps][4], live [batch][steps][3])."""
        x = self.trunk(bands)
        ahead, _ = self.forward_gru(x)
        back, _ = self.backward_gru(x.flip(1))
        back = back.flip(1)
        return self.final(torch.cat([ahead, back], 2)), self.live(ahead)


def widened(state, model):
    """The weights of a narrower network in this one's shape, with the same outputs to begin with.

    New units listen to everything, but what was there before does not listen to them yet. `playing`
    starts as `play`.
    """
    hidden, old = model.live.in_features, state["live.weight"].shape[1]
    grown = {}
    for name, new in model.state_dict().items():
        was, new = state[name], new.clone()
        if was.shape == new.shape:
            grown[name] = was
            continue
        gates = 3 if "gru" in name else 1
        for gate in range(gates):
            rows = slice(gate * hidden, gate * hidden + len(was) // gates)
            part = was[gate * len(was) // gates:(gate + 1) * len(was) // gates]
            if name == "final.weight":
                new[:] = 0
                new[:3, :old], new[:3, hidden:hidden + old] = part[:3, :old], part[:3, old:]
                new[3] = new[0]
            elif name == "final.bias":
                new[:3], new[3] = part[:3], part[0]
            elif was.dim() == 1 or was.shape[1] == new.shape[1]:
                new[rows] = part
            else:
                new[rows] = 0
                new[rows, :was.shape[1]] = part
        grown[name] = new
    return grown


def folded(weight, bias, norm):
    """A layer's weight and bias with the batch norm after it folded in."""
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    shape = (-1,) + (1,) * (weight.dim() - 1)
    return weight * scale.view(shape), (bias - norm.running_mean) * scale + norm.bias


def weights(model):
    """Everything the C inference needs, by field name, in the order of its struct."""
    with torch.no_grad():
        conv1, conv2 = (folded(c.weight, c.bias, n) for c, n in
                        ((model.conv1, model.norm1), (model.conv2, model.norm2)))
        proj = folded(model.proj.weight, model.proj.bias, model.norm3)
        fields = [("conv1_weight", conv1[0][:, 0]), ("conv1_bias", conv1[1]), ("conv2_weight", conv2[0]),
                  ("conv2_bias", conv2[1]), ("proj_weight", proj[0]), ("proj_bias", proj[1])]
        for name, gru in (("forward", model.forward_gru), ("backward", model.backward_gru)):
            fields += [(name + ".input_weight", gru.weight_ih_l0),
                       (name + ".hidden_weight", gru.weight_hh_l0),
                       (name + ".input_bias", gru.bias_ih_l0), (name + ".hidden_bias", gru.bias_hh_l0)]
        fields += [("live_weight", model.live.weight), ("live_bias", model.live.bias),
                   ("final_weight", model.final.weight[:3]), ("final_bias", model.final.bias[:3])]
        return [(name, value.detach().numpy().astype("float32")) for name, value in fields]
