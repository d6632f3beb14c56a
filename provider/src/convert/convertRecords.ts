import { setImmediate } from "node:timers/promises";
import { UserImportError } from "../errors/errors";
import type { Reason } from "./blockProblems";
import type { ConvertRequest, ConvertResult, ConvertTarget } from "./conversionTypes";
import { type MadeRecord, RecordMaker } from "./recordMaker";
import { RowGate } from "./rowGate";
import { checkEnd, shortReason } from "./sourceCheck";
import type { SourceRecord } from "./sourceRecord";
import { Tally } from "./tally";

/** What is kept of a user until the rules have been asked. */
interface Item {
    readonly record: SourceRecord;
    /** `undefined`: the user is left out whatever the rules say. */
    readonly made: MadeRecord | undefined;
}

/**
 * Makes the CSV of a pool from the users of a source, in flat memory. Every row that goes to `users` passes the rules that
 * `validate` has for the pool; every other goes to `rejected` with all reasons.
 *
 * @throws UserImportError where the source is not what was said, or has not what the pool needs: before anything was written,
 *   or, where only its end shows it, afterwards
 */
export function convertRecords(request: ConvertRequest, target: ConvertTarget): Promise<ConvertResult> {
    return new Conversion(request, target).run();
}

/** One run. */
class Conversion {
    private readonly maker: RecordMaker;
    private readonly gate: RowGate<Item>;
    private readonly lost = new Tally();
    private readonly reasons = new Tally();
    private readonly counts = { read: 0, written: 0, rejected: 0, hashes: 0, groups: 0 };

    constructor(
        private readonly request: ConvertRequest,
        private readonly target: ConvertTarget,
    ) {
        this.maker = new RecordMaker(request);
        const { header } = this.maker;
        this.gate = new RowGate(header, request.pool, request.algorithm, {
            accept: (lines, items) => {
                this.accept(lines, items);
            },
            reject: ({ record }, why) => {
                this.leaveOut(record, why);
            },
        });
        const [headerReason] = this.gate.headerReasons;
        if (headerReason !== undefined) {
            throw new UserImportError(
                "validation-failed",
                `The pool's columns cannot be written: ${headerReason.message}`,
            );
        }
        target.users(`${header.join(",")}\n`);
        target.groups("cognito:username,group\n");
    }

    async run(): Promise<ConvertResult> {
        const { gate, counts, target } = this;
        for await (const records of this.request.source.records) {
            for (const record of records) {
                this.take(record);
            }
            counts.read += records.length;
            target.progress(counts.read);
            // A file is read without a pause, in which alone the process learns that it is to stop.
            await setImmediate();
        }
        gate.flush();
        checkEnd(this.request, counts.read, this.maker.met);
        return { ...counts, lost: this.lost, reasons: this.reasons };
    }

    private take(record: SourceRecord): void {
        const made = this.maker.make(record);
        if ("text" in made) {
            this.gate.take({ text: made.text, sourceLine: record.line, item: { record, made } });
        } else {
            this.gate.take({ text: "", reasons: made, sourceLine: record.line, item: { record, made: undefined } });
        }
    }

    private accept(lines: Uint8Array, items: readonly Item[]): void {
        const { counts, target } = this;
        counts.written += items.length;
        target.users(lines);
        for (const { made } of items) {
            if (made !== undefined) {
                counts.hashes += made.hasHash ? 1 : 0;
                for (const reason of made.lost) {
                    this.lost.add(reason);
                }
                if (made.groups.length > 0) {
                    counts.groups += made.groups.length;
                    target.groups(made.groups.map((group) => `${made.username},${group}\n`).join(""));
                }
            }
        }
    }

    private leaveOut(record: SourceRecord, why: readonly Reason[]): void {
        this.counts.rejected++;
        this.reasons.add(shortReason(why[0]));
        this.target.rejected(record, why);
    }
}
