import { cautiousMaxBytes, defaultCsvLimits } from "../csv/csvLimits";
import type { ExportFiles } from "../export/exportFiles";
import type { ExportState } from "../export/exportState";
import { type UserKind, userKinds } from "../export/leftOut";
import { countOf, formatCount } from "../messages";

/**
 * What an export has done, in lines for people: what is in which file, who was left out and why, and what Cognito does not
 * give out. It names nobody.
 *
 * @param bytes of the file of users
 */
export function formatExport(state: ExportState, files: ExportFiles, bytes: number): string {
    return [
        `${files.users}: ${countOf(state.written, "user")} of ${formatCount(state.read)}, ${formatCount(bytes)} bytes`,
        ...(files.groups === undefined ? [] : [groupsLine(state, files.groups)]),
        ...leftOutLines(state, files.rejected),
        ...Object.entries(state.lost).map(([name, users]) => lostLine(name, users)),
        ...(state.written > defaultCsvLimits.maxRows || bytes > cautiousMaxBytes
            ? ["This is more than one import job takes. A UserImport makes several."]
            : []),
        "Passwords are not exported, because Cognito gives none out: users set a new one. Which second factor they prefer is not exported either.",
    ]
        .map((line) => `${line}\n`)
        .join("");
}

function groupsLine({ memberships, membershipsLeftOut }: ExportState, path: string): string {
    const others = membershipsLeftOut === 0 ? "" : `, without ${formatCount(membershipsLeftOut)} of users left out`;
    return `${path}: ${countOf(memberships, "membership")}${others}`;
}

function leftOutLines({ leftOut }: ExportState, rejected: string | undefined): string[] {
    const reasons = Object.entries(leftOut).sort(([one], [other]) => rankOf(one) - rankOf(other));
    if (reasons.length === 0) {
        return [];
    }
    const total = reasons.reduce((sum, [, users]) => sum + users, 0);
    const list = reasons.map(([reason, users]) => `${formatCount(users)} ${reason}`).join(", ");
    const kinds = reasons
        .map(([reason]) => reason)
        .filter((reason) => (userKinds as readonly string[]).includes(reason));
    const where = rejected === undefined ? "--rejected FILE lists them." : `They are in ${rejected}.`;
    const how = kinds.length === 0 ? "" : ` --include ${kinds.join(",")} writes those too, as docs/export.md explains.`;
    return [`Left out: ${countOf(total, "user")} (${list}). ${where}${how}`];
}

/** Kinds of users come first, in their order; then the codes. */
function rankOf(reason: string): number {
    const place = userKinds.indexOf(reason as UserKind);
    return place < 0 ? userKinds.length : place;
}

function lostLine(name: string, users: number): string {
    return name === "identities"
        ? `${countOf(users, "user")} can also sign in through another identity provider. An import cannot make that link (identities).`
        : `${name}: the CSV has no column for it, so the values of ${countOf(users, "user")} are not in it.`;
}
