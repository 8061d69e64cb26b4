# SPDX-License-Identifier: GPL-3.0-or-later
# A receiver of webhooks, as somebody else would write it: it answers with the status that stands in
# FOLDER/answer (200 without one; "hang", "flood" and "redirect" are others), keeps what came as a
# line of JSON in FOLDER/got, and judges each signature by the secrets in FOLDER/secrets.
# Usage: receiver.py FOLDER [PORT [CERTIFICATE]]; its port appears in FOLDER/port. With a file of a
# certificate and its key it speaks TLS.
import hashlib
import hmac
import json
import os
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

folder = sys.argv[1]


def read(name):
    try:
        with open(os.path.join(folder, name)) as file:
            return file.read().strip()
    except FileNotFoundError:
        return ''


def judge(header, body):
    parts = [part.split('=', 1) for part in header.split(',')]
    stamp = next(value for key, value in parts if key == 't')
    if abs(time.time() - int(stamp)) > 300:
        return 'old'
    good = {hmac.new(secret.encode(), stamp.encode() + b'.' + body, hashlib.sha256).hexdigest()
            for secret in read('secrets').split()}
    given = [value for key, value in parts if key == 'v1']
    return f'{sum(value in good for value in given)} of {len(given)}'


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        answer = read('answer') or '200'
        with open(os.path.join(folder, 'got'), 'a') as file:
            file.write(json.dumps({
                'signed': judge(self.headers['Practice-Signature'], body),
                'delivery': self.headers['Practice-Delivery'],
                'event': self.headers['Practice-Event'],
                'type': self.headers['Content-Type'],
                'path': self.path, 'answer': answer, 'body': json.loads(body)}) + '\n')
        if answer == 'hang':
            time.sleep(60)
            return
        self.send_response(302 if answer == 'redirect' else 200 if answer == 'flood' else int(answer))
        if answer == 'redirect':
            self.send_header('Location', '/elsewhere')
        self.end_headers()
        if answer == 'flood':
            try:
                while True:
                    self.wfile.write(b'x' * 65536)
            except OSError:
                pass

    def do_GET(self):
        with open(os.path.join(folder, 'got'), 'a') as file:
            file.write(json.dumps({'path': self.path, 'event': 'GET'}) + '\n')
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(('127.0.0.1', int(sys.argv[2]) if len(sys.argv) > 2 else 0), Receiver)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
with open(os.path.join(folder, 'port.part'), 'w') as file:
    file.write(str(server.server_address[1]))
os.rename(os.path.join(folder, 'port.part'), os.path.join(folder, 'port'))
server.serve_forever()
