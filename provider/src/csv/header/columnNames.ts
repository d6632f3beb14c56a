import { isCustomColumn } from "../../users/standardColumns";

/**
 * The columns that the names of a header mean, in the file's order; an empty string for a name that means no column.
 *
 * A name means the column of the same name in any case. A similar name (`emailVerified`, `username`, `team` for
 * `custom:team`) means a column that no other name means.
 *
 * @param names without the spaces around them
 * @param expected the pool's columns, or those of every pool
 * @param isPoolKnown `false`: any custom column may be one of the pool's
 */
export function meantColumns(
    names: readonly string[],
    expected: readonly string[],
    isPoolKnown: boolean,
): readonly string[] {
    const columns = names.map((name) => {
        const isColumn = expected.includes(name) || (!isPoolKnown && isCustomColumn(name));
        return isColumn ? name : (expected.find((column) => column.toLowerCase() === name.toLowerCase()) ?? "");
    });
    for (const column of expected.filter((one) => !columns.includes(one))) {
        const key = columnKey(column);
        const index = names.findIndex((name, at) => columns[at] === "" && name !== "" && columnKey(name) === key);
        if (index >= 0) {
            columns[index] = column;
        }
    }
    return columns;
}

/** A column's name without prefix, case, spaces and the characters between words. */
export function columnKey(name: string): string {
    return name
        .toLowerCase()
        .replace(/^(?:dev:)?(?:cognito|custom):/u, "")
        .replace(/[ _.-]/gu, "");
}

/** Why columns of other programs cannot be imported. */
const reasons = {
    made: "Cognito sets ids and dates itself",
    status: "Cognito sets whether a user is confirmed or enabled",
    groups: "groups and roles are not imported",
    passwords: "passwords and salts are not imported, only password hashes in the column password_hash",
    factors: "settings of multi-factor authentication are not imported",
    providers: "links to identity providers are not imported",
    signIns: "the sign-in history is not imported",
    usernames: "usernames belong in cognito:username",
} as const;

/** Keys of the columns that exports of Cognito, of other services and of databases have, by reason. */
const columns: Readonly<Record<keyof typeof reasons, string>> = {
    made:
        "sub id uid uuid userid localid objectid usercreatedate userlastmodifieddate created createdat createdon createddate " +
        "createdate creationdate creationtime createdtime datecreated updated updatedon updateddate dateupdated lastupdated " +
        "lastupdatedat modified modifiedat modifieddate datemodified lastmodified lastmodifiedat lastmodifieddate deleted deletedat",
    status: "status userstatus accountstatus state enabled isenabled disabled isdisabled active isactive blocked isblocked confirmed",
    groups: "group groups usergroups role roles preferredrole permissions scopes",
    passwords: "password passwd pwd pass temporarypassword newpassword salt passwordsalt",
    factors:
        "mfaoptions usermfasettinglist preferredmfasetting mfasettings mfamethods mfafactors multifactor totpsecret otpsecret",
    providers: "identities identity provider providers providerid connection connections",
    signIns:
        "lastlogin lastloginat lastlogindate lastsignin lastsigninat lastsignedinat lastip logins loginscount logincount signincount",
    usernames: "username",
};

const reasonOfKey: ReadonlyMap<string, string> = new Map(
    Object.entries(columns).flatMap(([reason, keys]) =>
        keys.split(" ").map((key) => [key, reasons[reason as keyof typeof reasons]] as const),
    ),
);

/**
 * Whether a column that the pool does not have is one that exports have and that cannot be imported. Such a name is not a
 * person's data, so messages may show it.
 */
export function isExportedColumn(name: string): boolean {
    return !isCustomColumn(name) && reasonOfKey.has(columnKey(name));
}

/** Says why such columns cannot be imported. */
export function describeExportedColumns(names: readonly string[]): string {
    const why = [...new Set(names.flatMap((name) => reasonOfKey.get(columnKey(name)) ?? []))].join("; ");
    const unique = [...new Set(names)];
    const last = unique.at(-1) ?? "";
    const list = unique.length === 1 ? `column ${last}` : `columns ${unique.slice(0, -1).join(", ")} and ${last}`;
    return `Remove the ${list}. ${unique.length === 1 ? "It" : "They"} cannot be imported: ${why}.`;
}
