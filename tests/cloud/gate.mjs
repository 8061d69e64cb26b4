// SPDX-License-Identifier: GPL-3.0-or-later
// The gate before the servers, which check no signatures themselves: it verifies Signature Version 4
// with AWS's own code (scope, clock, session token, digest of the body, expiry of a pre-signed
// address) and does mischief on request. `/_gate/…` talks to the gate itself:
//   POST faults   a list of {on, action, times, skip, …} in place of the old one; `on` is a regular
//                 expression on "METHOD TARGET-OR-PATH?QUERY"; POST add-fault adds one
//   POST clock    {offset_s, tell}: what the gate takes for the time, and whether Date says so
//   GET log       what came, a JSON object a line; POST log forgets it
import http from 'node:http';
import crypto from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '@aws-crypto/sha256-js';

const MAX_SKEW_MS = 15 * 60 * 1000;

class Refusal extends Error {
    constructor(status, code, message) {
        super(message);
        this.status = status;
        this.code = code;
    }
}

function parseDate(text) {
    const m = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
    if (!m) throw new Refusal(403, 'AccessDenied', 'no date');
    return new Date(Date.UTC(+m[1], m[2] - 1, +m[3], +m[4], +m[5], +m[6]));
}

// As it was sent, or the signature does not fit.
function parseTarget(target) {
    const at = target.indexOf('?');
    const path = at < 0 ? target : target.slice(0, at);
    const query = {};
    for (const part of at < 0 ? [] : target.slice(at + 1).split('&').filter(Boolean)) {
        const eq = part.indexOf('=');
        const name = decodeURIComponent(eq < 0 ? part : part.slice(0, eq));
        const value = decodeURIComponent(eq < 0 ? '' : part.slice(eq + 1));
        query[name] = name in query ? [query[name], value].flat() : value;
    }
    return { path, query };
}

export class Gate {
    constructor({ upstreamPort, region, keys, verify = true }) {
        Object.assign(this, { upstreamPort, region, keys, verify });
        this.faults = [];
        this.log = [];
        this.clock = { offset_s: 0, tell: true };
        this.agent = new http.Agent({ keepAlive: true });
        this.held = new Set();
        this.server = http.createServer((req, res) => this.handle(req, res));
        this.server.keepAliveTimeout = 60000;
    }

    listen(port) {
        return new Promise((done) => this.server.listen(port, '127.0.0.1', () => done(this.server.address().port)));
    }

    now() {
        return new Date(Date.now() + this.clock.offset_s * 1000);
    }

    key(id, scope, service) {
        const key = this.keys[id];
        if (!key) throw new Refusal(403, 'InvalidAccessKeyId', 'no such key');
        if (key.expired || key.until_ms < Date.now()) throw new Refusal(400, 'ExpiredToken', 'the token has expired');
        if (scope.region !== this.region)
            throw new Refusal(400, 'AuthorizationHeaderMalformed', `the region should be ${this.region}`);
        if (scope.service !== service) throw new Refusal(403, 'SignatureDoesNotMatch', 'wrong service');
        return key;
    }

    signer(id, key, service) {
        return new SignatureV4({
            credentials: { accessKeyId: id, secretAccessKey: key.secret, sessionToken: key.token },
            region: this.region,
            service,
            sha256: Sha256,
            uriEscapePath: service !== 's3',
            applyChecksum: false,
        });
    }

    async checkHeaders(req, target, body, service) {
        const m = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/
            .exec(req.headers.authorization ?? '');
        if (!m) throw new Refusal(403, 'MissingAuthenticationToken', 'not signed');
        const [, id, day, region, scopeService, names, signature] = m;
        const key = this.key(id, { region, service: scopeService }, service);
        const date = parseDate(req.headers['x-amz-date']);
        if (Math.abs(date - this.now()) > MAX_SKEW_MS) {
            const code = service === 's3' ? 'RequestTimeTooSkewed' : 'InvalidSignatureException';
            throw new Refusal(403, code, 'Signature expired: the clocks differ');
        }
        if (!req.headers['x-amz-date'].startsWith(day)) throw new Refusal(403, 'SignatureDoesNotMatch', 'scope');
        if ((req.headers['x-amz-security-token'] ?? '') !== (key.token ?? ''))
            throw new Refusal(403, 'InvalidToken', 'the session token is wrong');
        const signed = names.split(';');
        for (const name of Object.keys(req.headers))
            if ((name.startsWith('x-amz-') || ['host', 'content-type', 'content-md5', 'range', 'if-match'].includes(name)) && !signed.includes(name))
                throw new Refusal(403, 'SignatureDoesNotMatch', `${name} is not signed`);
        const digest = crypto.createHash('sha256').update(body).digest('hex');
        const told = req.headers['x-amz-content-sha256'];
        if (service === 's3' && told !== 'UNSIGNED-PAYLOAD' && told !== digest)
            throw new Refusal(400, 'XAmzContentSHA256Mismatch', 'the body is another one');
        const headers = {};
        for (const name of signed) headers[name] = req.headers[name] ?? '';
        delete headers['x-amz-date'];
        delete headers['x-amz-security-token'];
        const again = await this.signer(id, key, service).sign(
            { method: req.method, protocol: 'http:', hostname: '', path: target.path, query: target.query, headers, body },
            { signingDate: date });
        if (!again.headers.authorization.endsWith(`SignedHeaders=${names}, Signature=${signature}`))
            throw new Refusal(403, 'SignatureDoesNotMatch', 'the signature does not fit');
    }

    async checkAddress(req, target) {
        const { 'X-Amz-Signature': signature, 'X-Amz-Credential': credential, ...rest } = target.query;
        const [id, day, region, service] = credential.split('/');
        const key = this.key(id, { region, service }, 's3');
        const date = parseDate(rest['X-Amz-Date']);
        const expires = Number(rest['X-Amz-Expires']);
        if (!(expires >= 1 && expires <= 604800)) throw new Refusal(400, 'AuthorizationQueryParametersError', 'expires');
        if (this.now() < date - MAX_SKEW_MS || this.now() > date.getTime() + expires * 1000)
            throw new Refusal(403, 'AccessDenied', 'Request has expired');
        if ((rest['X-Amz-Security-Token'] ?? '') !== (key.token ?? ''))
            throw new Refusal(403, 'InvalidToken', 'the session token is wrong');
        const query = {};
        for (const name of Object.keys(rest)) if (!name.startsWith('X-Amz-')) query[name] = rest[name];
        const headers = {};
        for (const name of rest['X-Amz-SignedHeaders'].split(';')) headers[name] = req.headers[name] ?? '';
        const again = await this.signer(id, key, 's3').presign(
            { method: req.method, protocol: 'http:', hostname: '', path: target.path, query, headers, body: {} },
            { signingDate: date, expiresIn: expires });
        if (!rest['X-Amz-Date'].startsWith(day) || again.query['X-Amz-Signature'] !== signature)
            throw new Refusal(403, 'SignatureDoesNotMatch', 'the signature does not fit');
    }

    async check(req, target, body) {
        if (!this.verify) return;
        const service = req.headers['x-amz-target'] ? 'sqs' : 's3';
        if (target.query['X-Amz-Signature']) await this.checkAddress(req, target);
        else await this.checkHeaders(req, target, body, service);
        const md5 = req.headers['content-md5'];
        if (md5 && md5 !== crypto.createHash('md5').update(body).digest('base64'))
            throw new Refusal(400, 'BadDigest', 'the MD5 does not fit');
        if (req.headers.expect) throw new Refusal(400, 'InvalidRequest', 'Expect was sent');
    }

    refuse(req, res, { status, code, message }, headers = {}) {
        const isJson = Boolean(req.headers['x-amz-target']);
        const body = isJson
            ? JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message })
            : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
        if (this.clock.tell) res.setHeader('date', this.now().toUTCString());
        res.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.0' : 'application/xml', ...headers });
        res.end(req.method === 'HEAD' ? undefined : body);
    }

    takeFault(line) {
        for (const fault of this.faults) {
            if (!new RegExp(fault.on).test(line)) continue;
            if (fault.skip > 0) {
                fault.skip -= 1;
                continue;
            }
            if ((fault.times ??= 1) <= 0) continue;
            fault.times -= 1;
            return fault;
        }
        return undefined;
    }

    forward(req, body) {
        return new Promise((done, failed) => {
            const up = http.request(
                { host: '127.0.0.1', port: this.upstreamPort, method: req.method, path: req.url,
                    headers: { ...req.headers, 'content-length': body.length }, agent: this.agent },
                (answer) => {
                    const chunks = [];
                    answer.on('data', (chunk) => chunks.push(chunk));
                    answer.on('end', () => done({ answer, content: Buffer.concat(chunks) }));
                    answer.on('error', failed);
                });
            up.on('error', failed);
            req.socket.once('close', () => up.destroy());
            up.end(body);
        });
    }

    // Sends what came from behind, or less.
    reply(req, res, { answer, content }, fault) {
        const headers = { ...answer.headers };
        if (fault?.replace) {
            content = Buffer.from(content.toString('latin1').replace(fault.replace[0], fault.replace[1]), 'latin1');
            headers['content-length'] = content.length;
        }
        if (fault?.headers) Object.assign(headers, fault.headers);
        delete headers['transfer-encoding'];
        if (req.method !== 'HEAD') headers['content-length'] = content.length;
        res.writeHead(answer.statusCode, headers);
        if (fault?.action === 'cut') {
            res.write(content.subarray(0, fault.after));
            setTimeout(() => res.socket?.destroy(), 50);
        } else if (fault?.action === 'stall') {
            res.write(content.subarray(0, fault.after));
            this.held.add(res);
        } else {
            res.end(req.method === 'HEAD' ? undefined : content);
        }
    }

    async handle(req, res) {
        const chunks = [];
        for await (const chunk of req) chunks.push(chunk);
        const body = Buffer.concat(chunks);
        if (req.url.startsWith('/_gate/')) return this.command(req, res, body);
        const line = `${req.method} ${req.headers['x-amz-target'] ?? req.url}`;
        const entry = { line, size: body.length, headers: req.headers };
        this.log.push(entry);
        try {
            const target = parseTarget(req.url);
            const fault = this.takeFault(line);
            entry.fault = fault?.action;
            if (fault?.action === 'reset') return res.socket.resetAndDestroy();
            if (fault?.action === 'hang') return this.held.add(res);
            if (fault?.action === 'raw') return res.socket.end(fault.bytes);
            if (fault?.action === 'flood') return this.flood(res, fault);
            await this.check(req, target, body);
            entry.verified = this.verify;
            if (fault?.action === 'status')
                return this.refuse(req, res, { code: 'Injected', message: 'on request', ...fault }, fault.headers);
            if (fault?.action === 'answer') {
                res.writeHead(fault.status ?? 200, fault.headers ?? {});
                return res.end(fault.body);
            }
            if (fault?.action === 'delay') await new Promise((done) => setTimeout(done, fault.ms));
            const answer = await this.forward(req, body);
            if (fault?.action === 'lose') return res.socket.resetAndDestroy();
            this.reply(req, res, answer, fault);
        } catch (error) {
            entry.error = error.message;
            if (error instanceof Refusal) this.refuse(req, res, error);
            else res.socket?.destroy();
        }
    }

    // More than anybody should take.
    flood(res, { status = 200, bytes }) {
        res.writeHead(status, { 'content-type': 'application/xml' });
        const block = Buffer.alloc(65536, 'x');
        const push = () => {
            while (bytes > 0) {
                bytes -= block.length;
                if (!res.write(block)) return res.once('drain', push);
            }
            res.end();
        };
        push();
    }

    command(req, res, body) {
        const what = req.url.slice('/_gate/'.length);
        if (req.method === 'POST' && what === 'faults') this.faults = JSON.parse(body);
        else if (req.method === 'POST' && what === 'add-fault') this.faults.push(JSON.parse(body));
        else if (req.method === 'POST' && what === 'clock') this.clock = JSON.parse(body);
        else if (req.method === 'POST' && what === 'log') this.log = [];
        else if (what !== 'log') res.statusCode = 404;
        res.setHeader('connection', 'close');
        res.end(req.method === 'GET' ? this.log.map((entry) => JSON.stringify(entry)).join('\n') + '\n' : '');
    }
}
