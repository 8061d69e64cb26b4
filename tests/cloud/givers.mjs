// SPDX-License-Identifier: GPL-3.0-or-later
// The places that give credentials, as small as their protocols: STS, a container's endpoint, the
// instance's metadata. `POST /_set` with JSON changes how they behave; `GET /_log` tells what came.
import http from 'node:http';

const hour = () => new Date(Date.now() + 3600e3).toISOString().replace(/\.\d+/, '');

export class Givers {
    // keys: those that the gate takes, to which what is given is added
    constructor(keys) {
        this.keys = keys;
        this.reset({});
        this.server = http.createServer((req, res) => this.handle(req, res));
    }

    // fail: how many answers are 503 first; expires_s: of the keys; body: instead of the right one;
    // dies_s: the gate takes keys for so long, whatever was said of them
    reset(settings) {
        this.settings = { fail: 0, expires_s: 3600, ...settings };
        this.n = 0;
        this.log = [];
    }

    listen(port) {
        return new Promise((done) => this.server.listen(port, '127.0.0.1', () => done(this.server.address().port)));
    }

    expiration() {
        return this.settings.expires_s === 3600 ? hour()
            : new Date(Date.now() + this.settings.expires_s * 1000).toISOString().replace(/\.\d+/, '');
    }

    key() {
        this.n += 1;
        this.keys[`ASIAGIVEN${this.n}`] = {
            secret: `secret${this.n}`, token: `token${this.n}`,
            until_ms: Date.now() + 1000 * (this.settings.dies_s ?? this.settings.expires_s),
        };
        return { AccessKeyId: `ASIAGIVEN${this.n}`, SecretAccessKey: `secret${this.n}`, Token: `token${this.n}`, Expiration: this.expiration() };
    }

    sts(body) {
        const form = new URLSearchParams(body);
        const action = form.get('Action');
        if (form.get('RoleArn') !== 'arn:aws:iam::123456789012:role/worker')
            return [403, '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not this role</Message></Error></ErrorResponse>'];
        if (action === 'AssumeRoleWithWebIdentity' && form.get('WebIdentityToken') !== 'the.web+token')
            return [400, '<ErrorResponse><Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>not this token</Message></Error></ErrorResponse>'];
        const key = this.key();
        return [200, `<?xml version="1.0"?><${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result><Credentials>` +
            `<SessionToken>${key.Token}</SessionToken><SecretAccessKey>${key.SecretAccessKey}</SecretAccessKey>` +
            `<Expiration>${key.Expiration}</Expiration><AccessKeyId>${key.AccessKeyId}</AccessKeyId>` +
            `</Credentials></${action}Result></${action}Response>`];
    }

    metadata(req) {
        if (req.method === 'PUT' && req.url === '/latest/api/token')
            return req.headers['x-aws-ec2-metadata-token-ttl-seconds'] ? [200, 'metadata-token'] : [400, ''];
        if (req.headers['x-aws-ec2-metadata-token'] !== 'metadata-token') return [401, ''];
        if (req.url === '/latest/meta-data/iam/security-credentials/') return [200, 'a-role\n'];
        if (req.url === '/latest/meta-data/iam/security-credentials/a-role')
            return [200, JSON.stringify({ Code: 'Success', ...this.key() })];
        if (req.url === '/latest/meta-data/placement/region') return [200, 'eu-west-3'];
        return [404, ''];
    }

    answer(req, body) {
        if (this.settings.fail > 0) {
            this.settings.fail -= 1;
            return [503, 'later'];
        }
        if (this.settings.body !== undefined) return [200, this.settings.body];
        if (req.url.startsWith('/latest/')) return this.metadata(req);
        if (req.url === '/container')
            return req.headers.authorization === 'container-token' ? [200, JSON.stringify(this.key())] : [401, ''];
        if (req.url === '/' && req.method === 'POST') return this.sts(body);
        return [404, ''];
    }

    async handle(req, res) {
        let body = '';
        for await (const chunk of req) body += chunk;
        res.setHeader('connection', 'close');
        if (req.url === '/_set') {
            this.reset(JSON.parse(body));
            return res.end();
        }
        if (req.url === '/_log') return res.end(this.log.join('\n') + '\n');
        this.log.push(`${req.method} ${req.url} ${req.headers.authorization ?? ''} ${body}`);
        const [status, text] = this.answer(req, body);
        res.writeHead(status);
        res.end(text);
    }
}
