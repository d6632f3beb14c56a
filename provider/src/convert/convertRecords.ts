import { UserImportError } from "../errors/errors";
import { passwordHashColumn } from "../users/standardColumns";
import { fieldsOf } from "./access";
import { cellText } from "./cellText";
import { type ColumnChoices, type OutColumn, outColumns } from "./columnSources";
import type { ConvertRequest, ConvertResult, ConvertTarget } from "./conversionTypes";
import { type GroupNames, groupNames } from "./groupNames";
import { type HashValue, hashValue } from "./passwordHashes";
import { checkNeeds } from "./poolNeeds";
import type { Preset } from "./presets/preset";
import { presets } from "./presets/presets";
import { type Reason, RowGate } from "./rowGate";
import { checkEnd, otherSource, shortReason, valueCount } from "./sourceCheck";
import type { SourceRecord } from "./sourceRecord";
import { Tally } from "./tally";
import { unusedNames } from "./unusedNames";

/** What is kept of a user until the rules have been asked. */
interface Item {
    readonly record: SourceRecord;
    readonly username: string;
    readonly groups: readonly string[];
    readonly hasHash: boolean;
    /** What was not carried of the user. */
    readonly lost: readonly string[];
}

/** Progress is told about this often. */
const progressUsers = 1000;

const nothing: readonly never[] = [];

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

/** One run. What is found about the record at hand is kept in it. */
class Conversion {
    private readonly preset: Preset | undefined;
    private readonly columns: readonly OutColumn[];
    private readonly usernameIndex: number;
    private readonly hashOf: HashValue;
    private readonly groupsOf: GroupNames;
    private readonly countUnused: (value: SourceRecord["value"]) => void;
    private readonly gate: RowGate<Item>;
    private readonly met = new Set<string>();
    private readonly lost = new Tally();
    private readonly reasons = new Tally();
    private readonly counts = { read: 0, written: 0, rejected: 0, hashes: 0, groups: 0 };
    /** Of the record at hand. */
    private found: Reason[] = [];
    private lostOfRecord: string[] = [];
    private readonly loses = {
        add: (reason: string): void => {
            this.lostOfRecord.push(reason);
        },
    };
    private readonly reject = (code: string, column: string, message: string): void => {
        this.found.push({ code, column, message });
    };

    constructor(
        private readonly request: ConvertRequest,
        private readonly target: ConvertTarget,
    ) {
        const { source, pool, mapping, algorithm } = request;
        this.preset = request.preset === undefined ? undefined : presets[request.preset];
        const choices: ColumnChoices = { pool, mapping, preset: this.preset, header: source.header };
        const header = this.preset === undefined ? source.header : undefined;
        const met = (name: string): void => {
            this.met.add(name);
        };
        this.columns = outColumns(choices, { header, lost: this.loses, reject: this.reject, met });
        checkNeeds(choices, this.columns, algorithm);
        this.hashOf = hashValue(choices, header, algorithm, this.loses);
        this.groupsOf = groupNames(choices, header);
        this.countUnused = unusedNames(choices, this.columns, header, this.loses);
        const names = this.columns.map(({ name }) => name);
        const outHeader = algorithm === undefined ? names : [...names, passwordHashColumn];
        this.usernameIndex = names.indexOf("cognito:username");
        this.gate = new RowGate(outHeader, pool, algorithm, {
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
        target.users(`${outHeader.join(",")}\n`);
        target.groups("cognito:username,group\n");
    }

    async run(): Promise<ConvertResult> {
        for await (const record of this.request.source.records) {
            this.counts.read++;
            this.take(record);
            if (this.counts.read % progressUsers === 0) {
                this.target.progress(this.counts.read);
            }
        }
        this.gate.flush();
        checkEnd(this.request, this.counts.read, this.met);
        return { ...this.counts, lost: this.lost, reasons: this.reasons };
    }

    private take(record: SourceRecord): void {
        const { preset } = this;
        const { header } = this.request.source;
        if (header !== undefined && (record.value as readonly string[]).length !== header.length) {
            this.hold(record, [valueCount(record, header)]);
            return;
        }
        this.found = [];
        this.lostOfRecord = [];
        if (preset === undefined) {
            this.make(record, record.value);
            return;
        }
        const fields = fieldsOf(record.value, header);
        if (!preset.recognizes(fields)) {
            if (this.counts.read === 1) {
                throw otherSource(this.request, fields);
            }
            this.hold(record, [
                { code: "record-form", column: undefined, message: `This user is not of ${preset.title}.` },
            ]);
            return;
        }
        const [code, message] = preset.leavesOut?.(fields) ?? [];
        if (code === undefined || message === undefined) {
            this.make(record, preset.prepare(fields, this.loses));
        } else {
            this.hold(record, [{ code, column: undefined, message }]);
        }
    }

    private make(record: SourceRecord, value: SourceRecord["value"]): void {
        const { loses, reject } = this;
        const cells = this.columns.map(({ name, value: make }) =>
            make === undefined ? "" : cellText(make(value), name, loses, reject),
        );
        const username = cells[this.usernameIndex] ?? "";
        const hash = this.hashOf(value);
        if (this.request.algorithm !== undefined) {
            cells.push(hash.replaceAll(",", "\\,"));
        }
        const groups = this.writtenGroups(value);
        this.countUnused(value);
        if (this.found.length > 0) {
            this.hold(record, this.found);
            return;
        }
        const lost = this.lostOfRecord.length === 0 ? nothing : this.lostOfRecord;
        const item = { record, username, groups, hasHash: hash !== "", lost };
        this.gate.take({ text: cells.join(","), sourceLine: record.line, item });
    }

    private writtenGroups(value: SourceRecord["value"]): readonly string[] {
        const groups = this.groupsOf(value);
        if (groups.length > 0 && !this.request.keepsGroups) {
            this.loses.add("groups: say --groups FILE to write them, for UserImportGroups");
            return nothing;
        }
        return groups.map((group) => cellText(group, "group", this.loses, this.reject));
    }

    /** Leaves a record out, after what comes before it. */
    private hold(record: SourceRecord, reasons: readonly Reason[]): void {
        const item = { record, username: "", groups: nothing, hasHash: false, lost: nothing };
        this.gate.take({ text: "", reasons, sourceLine: record.line, item });
    }

    private accept(lines: string, items: readonly Item[]): void {
        const { counts, target } = this;
        counts.written += items.length;
        target.users(lines);
        for (const { username, groups, hasHash, lost } of items) {
            counts.hashes += hasHash ? 1 : 0;
            counts.groups += groups.length;
            for (const reason of lost) {
                this.lost.add(reason);
            }
            if (groups.length > 0) {
                target.groups(groups.map((group) => `${username},${group}\n`).join(""));
            }
        }
    }

    private leaveOut(record: SourceRecord, why: readonly Reason[]): void {
        this.counts.rejected++;
        this.reasons.add(shortReason(why[0]));
        this.target.rejected(record, why);
    }
}
