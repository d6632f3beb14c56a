/** What people write for the names of columns. */

/** Whether something else than commas separates the names of a header: semicolons, tabs or vertical bars. */
export function hasOtherSeparator(text: string, known: readonly string[]): boolean {
    const count = (sign: string): number =>
        text.split(sign).filter((name) =>
            known.includes(
                name
                    .trim()
                    .replace(/^"(.*)"$|^'(.*)'$/, "$1$2")
                    .toLowerCase(),
            ),
        ).length;
    const hasComma = text.includes(",");
    return [";", "\t", "|"].some((sign) => {
        const names = count(sign);
        const isHeader = names > count(",") && (names >= 2 || !hasComma);
        return isHeader || (!hasComma && text.split(sign).length >= 3);
    });
}

/**
 * The columns that names mean, an empty string for none: a column's own name, or that in other capitals; of the columns
 * that nothing stands for then, the first name that is the same without prefix, capitals and signs between words.
 *
 * @param isAnyCustom any custom attribute may be one of the pool's
 */
export function meantColumns(names: readonly string[], known: readonly string[], isAnyCustom: boolean): string[] {
    const found = names.map((name) => {
        const isColumn = known.includes(name) || (isAnyCustom && isCustom(name));
        return isColumn ? name : (known.find((column) => column.toLowerCase() === name.toLowerCase()) ?? "");
    });
    for (const column of known) {
        const at = names.findIndex((name, index) => found[index] === "" && name !== "" && core(name) === core(column));
        if (!found.includes(column) && at >= 0) {
            found[at] = column;
        }
    }
    return found;
}

/** What exports of users have, and nobody can import: without prefix, capitals and signs between words. */
const exported: readonly string[] = [
    // What Cognito makes, or what follows from the import.
    "sub id uid uuid userid localid objectid usercreatedate userlastmodifieddate userstatus enabled status username",
    "created createdat createdon createddate createdate creationdate creationtime createdtime datecreated updated",
    "updatedon updateddate dateupdated lastupdated lastupdatedat modified modifiedat modifieddate datemodified",
    "lastmodified lastmodifiedat lastmodifieddate deleted deletedat accountstatus state isenabled disabled isdisabled",
    "active isactive blocked isblocked confirmed",
    // What an import does not take.
    "group groups usergroups role roles preferredrole permissions scopes password passwd pwd pass temporarypassword",
    "newpassword salt passwordsalt mfaoptions usermfasettinglist preferredmfasetting mfasettings mfamethods mfafactors",
    "multifactor totpsecret otpsecret identities identity provider providers providerid connection connections",
    "lastlogin lastloginat lastlogindate lastsignin lastsigninat lastsignedinat lastip logins loginscount logincount",
    "signincount",
].flatMap((names) => names.split(" "));

/** Whether a name that is no column's is one of exports. */
export function isExported(name: string): boolean {
    return !isCustom(name) && exported.includes(core(name));
}

function isCustom(name: string): boolean {
    return /^(custom:|dev:)\S+$/.test(name);
}

function core(name: string): string {
    return name
        .toLowerCase()
        .replace(/^(dev:)?(cognito:|custom:)/, "")
        .replace(/[ _.-]/g, "");
}
