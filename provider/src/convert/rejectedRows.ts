import type { Reason } from "./blockProblems";
import { stringify } from "./rfc4180";
import type { SourceRecord } from "./sourceRecord";

const columns = ["rejected_line", "rejected_reasons"] as const;

/** How a row that was left out is written: with its line, its reasons, and what it was, so that it can be mended and converted again. */
export interface RejectedForm {
    /** The first line of the file; empty where there is none. */
    readonly header: string;
    readonly write: (record: SourceRecord, reasons: readonly Reason[]) => string;
}

/**
 * Rows of a CSV as RFC 4180 with two more columns in front, users of JSON as lines with the property `rejected` in front.
 *
 * @param header of the source, if it is a CSV
 */
export function rejectedForm(header: readonly string[] | undefined): RejectedForm {
    return header === undefined
        ? { header: "", write: asJsonLine }
        : {
              header: stringify([...columns, ...header.filter((name) => !isRejectedColumn(name))]),
              write: ({ line, value }, reasons) => {
                  const values = (value as readonly string[]).filter((_one, index) => !isRejectedColumn(header[index]));
                  return stringify([String(line), reasons.map(sentenceOf).join(" "), ...values]);
              },
          };
}

/** Whether a column is one of those that an earlier run has put in front. */
export function isRejectedColumn(name: string | undefined): boolean {
    return name !== undefined && (columns as readonly string[]).includes(name);
}

function asJsonLine({ line, value }: SourceRecord, reasons: readonly Reason[]): string {
    const { rejected: _earlier, ...fields } = value as Readonly<Record<string, unknown>>;
    return `${JSON.stringify({ rejected: { line, reasons: reasons.map(sentenceOf) }, ...fields })}\n`;
}

function sentenceOf({ code, column, message }: Reason): string {
    return `${column === undefined ? "" : `${column}: `}${message} [${code}]`;
}
