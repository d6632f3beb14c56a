import type { ByteArena } from "./byteArena";
import { type User, userStatuses } from "./user";

/** Gives the attribute names of a pool small numbers; names come from the pool's schema, so there are few. */
export class NameTable {
    private readonly names: string[] = [];
    private readonly numbers = new Map<string, number>();

    /** The number of `name`, a new one where it has none yet. */
    numberOf(name: string): number {
        let number = this.numbers.get(name);
        if (number === undefined) {
            number = this.names.push(name) - 1;
            this.numbers.set(name, number);
        }
        return number;
    }

    /** The name with that number. */
    nameOf(number: number): string {
        return this.names[number] ?? "";
    }
}

// Layout: state (1 byte: status, 128 for enabled, 64 for a password hash), sub (16), created (8), modified (8), attribute count
// (1), then username (2 bytes length, UTF-8; empty where it is the sub), each attribute (1 byte name, 2 bytes length, UTF-8) and
// the password hash where there is one (2 bytes length, UTF-8).
const fixedBytes = 34;
const enabledFlag = 128;
const hashFlag = 64;

/** Packs a user into the arena and returns the address. */
export function writeUser(arena: ByteArena, names: NameTable, user: User): number {
    const username = user.username === user.sub ? "" : user.username;
    let length = fixedBytes + 2 + Buffer.byteLength(username);
    for (const [, value] of user.attributes) {
        length += 3 + Buffer.byteLength(value);
    }
    if (user.passwordHash !== undefined) {
        length += 2 + Buffer.byteLength(user.passwordHash);
    }
    const { address, bytes } = arena.allocate(length);
    const flags = (user.enabled ? enabledFlag : 0) | (user.passwordHash === undefined ? 0 : hashFlag);
    bytes[0] = userStatuses.indexOf(user.status) | flags;
    bytes.write(user.sub.replaceAll("-", ""), 1, "hex");
    bytes.writeDoubleLE(user.createdMs, 17);
    bytes.writeDoubleLE(user.modifiedMs, 25);
    bytes[33] = user.attributes.length;
    let position = writeText(bytes, fixedBytes, username);
    for (const [name, value] of user.attributes) {
        bytes[position] = names.numberOf(name);
        position = writeText(bytes, position + 1, value);
    }
    if (user.passwordHash !== undefined) {
        writeText(bytes, position, user.passwordHash);
    }
    return address;
}

/** Unpacks the user at `address`. */
export function readUser(arena: ByteArena, names: NameTable, address: number): User {
    const bytes = arena.at(address);
    const state = bytes.readUInt8(0);
    const sub = formatUuid(bytes.toString("hex", 1, 17));
    let position = fixedBytes;
    const readText = (): string => {
        const start = position + 2;
        position = start + bytes.readUInt16LE(position);
        return bytes.toString("utf8", start, position);
    };
    const username = readText() || sub;
    const attributes: [string, string][] = [];
    for (let count = bytes.readUInt8(33); count > 0; count--) {
        const name = names.nameOf(bytes.readUInt8(position++));
        attributes.push([name, readText()]);
    }
    return {
        username,
        sub,
        status: userStatuses[state & ~(enabledFlag | hashFlag)] ?? "CONFIRMED",
        enabled: (state & enabledFlag) !== 0,
        createdMs: bytes.readDoubleLE(17),
        modifiedMs: bytes.readDoubleLE(25),
        attributes,
        ...((state & hashFlag) !== 0 && { passwordHash: readText() }),
    };
}

function writeText(bytes: Buffer, position: number, text: string): number {
    const length = bytes.write(text, position + 2);
    bytes.writeUInt16LE(length, position);
    return position + 2 + length;
}

function formatUuid(hex: string): string {
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
