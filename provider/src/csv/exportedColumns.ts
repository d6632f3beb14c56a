import { isCustomColumn } from "../users/standardColumns";
import { columnKey } from "./nearColumns";

/** Why what other programs export about a user cannot be imported. */
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
 * Whether a column that the pool has not is one that exports have, and nobody can import. Such a name is no person's data,
 * so that it may be shown.
 */
export function isExportedColumn(name: string): boolean {
    return !isCustomColumn(name) && reasonOfKey.has(columnKey(name));
}

/** Says of such columns why they cannot be imported. */
export function describeExportedColumns(names: readonly string[]): string {
    const why = [...new Set(names.flatMap((name) => reasonOfKey.get(columnKey(name)) ?? []))].join("; ");
    const unique = [...new Set(names)];
    const last = unique.at(-1) ?? "";
    const list = unique.length === 1 ? `column ${last}` : `columns ${unique.slice(0, -1).join(", ")} and ${last}`;
    return `Remove the ${list}. ${unique.length === 1 ? "It" : "They"} cannot be imported: ${why}.`;
}
