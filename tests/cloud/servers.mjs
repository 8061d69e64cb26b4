// SPDX-License-Identifier: GPL-3.0-or-later
// `node servers.mjs PORTS-FILE [S3-PORT]`: SQS and S3 by fauxqs behind a gate, a second gate before
// another S3 (which checks signatures itself) if its port is given, and the places that give
// credentials. Their ports are written to a file once all listen. Ends with its standard input.
import fs from 'node:fs';
import { buildApp } from 'fauxqs';
import { Gate } from './gate.mjs';
import { Givers } from './givers.mjs';

const [portsFile, otherPort] = process.argv.slice(2);
const app = buildApp({ logger: false });
app.addHook('onSend', letGoOfTheDead);
await app.listen({ port: 0, host: '127.0.0.1' });
const upstreamPort = app.server.address().port;

// fauxqs gives a message to a poll whose client has died, too, and it would stay away for one more
// visibility timeout, as if the next worker were late: others may have it at once.
async function letGoOfTheDead(request, reply, payload) {
    const { 'x-amz-target': target, authorization } = request.headers;
    if (target !== 'AmazonSQS.ReceiveMessage' || !request.raw.socket.destroyed) return payload;
    for (const { ReceiptHandle } of JSON.parse(payload).Messages ?? [])
        await app.inject({
            method: 'POST', url: '/', payload: JSON.stringify({ QueueUrl: request.body.QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
            headers: { 'x-amz-target': 'AmazonSQS.ChangeMessageVisibility', 'content-type': 'application/x-amz-json-1.0', authorization },
        });
    return payload;
}

const keys = {
    AKIATEST: { secret: 'test/secret+key' },
    ASIATEST: { secret: 'session-secret', token: 'a/session+token==' },
    ASIAOLD: { secret: 'session-secret', token: 'old', expired: true },
    ASIAROLE: { secret: 'role-secret', token: 'role-token' },
};
// `plain` is behind the gate: for load, not for proof.
const ports = { plain: upstreamPort };
ports.gate = await new Gate({ upstreamPort, region: 'eu-west-3', keys }).listen(0);
ports.givers = await new Givers(keys).listen(0);
if (otherPort) ports.other = await new Gate({ upstreamPort: Number(otherPort), verify: false }).listen(0);

fs.writeFileSync(`${portsFile}.part`, Object.entries(ports).map(([name, port]) => `${name}=${port}\n`).join(''));
fs.renameSync(`${portsFile}.part`, portsFile);
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
