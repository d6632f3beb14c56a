import { createReadStream } from "node:fs";
import { scanCsv } from "../csv/scanCsv";
import { NameIndex } from "../existing/nameIndex";
import { partOf } from "./exportFiles";

/** Tells whether a username is in the CSV, as the pool that takes it tells usernames apart. Keeps hashes, 60 bytes a user. */
export class WrittenNames {
    private readonly index: NameIndex;

    /** @param caseSensitive `undefined`: not known; nobody is left out by a guess */
    public constructor(
        private readonly caseSensitive: boolean | undefined,
        expectedNames: number | undefined,
    ) {
        this.index = new NameIndex(expectedNames);
    }

    /** Whether the username is in the CSV. */
    public has(username: string): boolean {
        let isThere = false;
        this.index.find(this.fold(username), () => {
            isThere = true;
        });
        return isThere;
    }

    public add(username: string): void {
        this.index.add(this.fold(username), 1);
    }

    /** Adds the usernames in the first `bytes` of the part of a CSV. */
    public async addFrom(path: string, bytes: number): Promise<void> {
        if (bytes === 0) {
            return;
        }
        let column: number | undefined;
        for await (const { values } of scanCsv(createReadStream(partOf(path), { end: bytes - 1 }))) {
            if (column === undefined) {
                column = values.indexOf("cognito:username");
            } else {
                this.add(values[column] ?? "");
            }
        }
    }

    private fold(username: string): string {
        return this.caseSensitive === false ? username.toLowerCase() : username;
    }
}
