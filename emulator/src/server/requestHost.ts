import type { IncomingMessage } from "node:http";

/** The host and port by which the caller reached the emulator, `localhost` and the port where the header is unusable. */
export function requestHost(request: IncomingMessage): string {
    const host = request.headers.host ?? "";
    return /^(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/.test(host)
        ? host
        : `localhost:${request.socket.localPort}`;
}
