import { BlockList, isIP } from "node:net";

/** The names and addresses that are the emulator's. */
export class OwnHosts {
    private readonly names: ReadonlySet<string>;
    private readonly addresses = new BlockList();
    private readonly isEverywhere: boolean;

    /** `listensOn` is the address that the emulator listens on, `allowed` what else leads to it. */
    constructor(listensOn: string, allowed: readonly string[]) {
        const all = [listensOn, ...allowed].map((host) => host.toLowerCase());
        this.names = new Set(["localhost", ...all]);
        this.addresses.addSubnet("127.0.0.0", 8, "ipv4");
        this.addresses.addAddress("::1", "ipv6");
        for (const address of all.filter(isIP)) {
            this.addresses.addAddress(address, familyOf(address));
        }
        const everywhere = new BlockList();
        everywhere.addAddress("0.0.0.0", "ipv4");
        everywhere.addAddress("::", "ipv6");
        this.isEverywhere = isIP(listensOn) !== 0 && everywhere.check(listensOn, familyOf(listensOn));
    }

    /**
     * Whether a request whose Host header has this name is for the emulator; `undefined`: it has none that is usable. One that
     * listens on all addresses answers to each: only a name can lead somewhere else than it did before.
     */
    answersTo(name: string | undefined): boolean {
        return name !== undefined && (this.has(name) || (this.isEverywhere && isIP(name) !== 0));
    }

    /** Whether the name or address is this machine's own or was allowed. */
    has(name: string): boolean {
        if (isIP(name) !== 0) {
            return this.addresses.check(name, familyOf(name));
        }
        // Buckets of S3 come in front; no browser takes what ends in a number for a name.
        return this.names.has(name) || name.endsWith(".localhost") || name.endsWith(".127.0.0.1");
    }
}

function familyOf(address: string): "ipv4" | "ipv6" {
    return isIP(address) === 6 ? "ipv6" : "ipv4";
}
