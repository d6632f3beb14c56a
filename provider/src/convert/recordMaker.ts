import { passwordHashColumn } from "../users/standardColumns";
import { fieldsOf } from "./access";
import type { Reason } from "./blockProblems";
import { cellText } from "./cellText";
import { type ColumnChoices, type OutColumn, outColumns } from "./columnSources";
import type { ConvertRequest } from "./conversionTypes";
import { type GroupNames, groupNames } from "./groupNames";
import { type HashValue, hashValue } from "./passwordHashes";
import { checkNeeds } from "./poolNeeds";
import type { Preset } from "./presets/preset";
import { presets } from "./presets/presets";
import { otherSource, valueCount } from "./sourceCheck";
import type { SourceRecord } from "./sourceRecord";
import { unusedNames } from "./unusedNames";

/** A row for the pool, which the rules have not been asked about. */
export interface MadeRecord {
    /** As the dialect writes it, without the line end. */
    readonly text: string;
    readonly username: string;
    readonly groups: readonly string[];
    readonly hasHash: boolean;
    /** What was not carried of the user. */
    readonly lost: readonly string[];
}

const nothing: readonly never[] = [];

/** Makes rows of a source's records. What is found about the record at hand is kept in it. */
export class RecordMaker {
    /** Columns of the rows. */
    readonly header: readonly string[];
    /** Names that the mapping has, and that at least one record had. */
    readonly met: ReadonlySet<string>;
    private readonly preset: Preset | undefined;
    private readonly columns: readonly OutColumn[];
    private readonly usernameIndex: number;
    private readonly hashOf: HashValue;
    private readonly groupsOf: GroupNames;
    private readonly countUnused: (value: SourceRecord["value"]) => void;
    private isFirst: boolean = true;
    private found: Reason[] = [];
    private lost: string[] = [];
    private readonly loses = {
        add: (reason: string): void => {
            this.lost.push(reason);
        },
    };
    private readonly reject = (code: string, column: string, message: string): void => {
        this.found.push({ code, column, message });
    };

    /** @throws UserImportError where the source has not what the pool needs */
    constructor(private readonly request: ConvertRequest) {
        const { source, pool, mapping, algorithm } = request;
        this.preset = request.preset === undefined ? undefined : presets[request.preset];
        const choices: ColumnChoices = { pool, mapping, preset: this.preset, header: source.header };
        const header = this.preset === undefined ? source.header : undefined;
        const names = new Set<string>();
        const met = (name: string): void => {
            names.add(name);
        };
        this.met = names;
        this.columns = outColumns(choices, { header, lost: this.loses, reject: this.reject, met });
        checkNeeds(choices, this.columns, algorithm);
        this.hashOf = hashValue(choices, header, algorithm, this.loses);
        this.groupsOf = groupNames(choices, header);
        this.countUnused = unusedNames(choices, this.columns, header, this.loses);
        const columns = this.columns.map(({ name }) => name);
        this.header = algorithm === undefined ? columns : [...columns, passwordHashColumn];
        this.usernameIndex = columns.indexOf("cognito:username");
    }

    /**
     * Makes the row of the next record.
     *
     * @returns why it is left out, where there is none
     * @throws UserImportError where the first record is not of the preset
     */
    make(record: SourceRecord): MadeRecord | readonly Reason[] {
        const { preset, isFirst } = this;
        const { header } = this.request.source;
        this.isFirst = false;
        if (header !== undefined && (record.value as readonly string[]).length !== header.length) {
            return [valueCount(record, header)];
        }
        this.found = [];
        this.lost = [];
        if (preset === undefined) {
            return this.rowOf(record.value);
        }
        const fields = fieldsOf(record.value, header);
        if (!preset.recognizes(fields)) {
            if (isFirst) {
                throw otherSource(this.request, fields);
            }
            return [{ code: "record-form", column: undefined, message: `This user is not of ${preset.title}.` }];
        }
        const [code, message] = preset.leavesOut?.(fields) ?? [];
        return code === undefined || message === undefined
            ? this.rowOf(preset.prepare(fields, this.loses))
            : [{ code, column: undefined, message }];
    }

    private rowOf(value: SourceRecord["value"]): MadeRecord | readonly Reason[] {
        const { loses, reject, columns } = this;
        const cells: string[] = [];
        for (const { name, value: make } of columns) {
            const text = make === undefined ? "" : make(value);
            cells.push(text === "" ? "" : cellText(text, name, loses, reject));
        }
        const username = cells[this.usernameIndex] ?? "";
        const hash = this.hashOf(value);
        if (this.request.algorithm !== undefined) {
            cells.push(hash.replaceAll(",", "\\,"));
        }
        const groups = this.writtenGroups(value);
        this.countUnused(value);
        const { found, lost } = this;
        return found.length > 0 ? found : { text: cells.join(","), username, groups, hasHash: hash !== "", lost };
    }

    private writtenGroups(value: SourceRecord["value"]): readonly string[] {
        const groups = this.groupsOf(value);
        if (groups.length > 0 && !this.request.keepsGroups) {
            this.loses.add("groups: say --groups FILE to write them, for UserImportGroups");
            return nothing;
        }
        return groups.map((group) => cellText(group, "group", this.loses, this.reject));
    }
}
