import * as pulumi from "@pulumi/pulumi";
import { secretAsset } from "./sourceProperties";

/** What a program may give as `groups`, once it is known. */
type Groups = string | pulumi.asset.Asset | Readonly<Record<string, readonly string[]>>;

/**
 * The argument `groups` as it goes to the engine: a record as the text of a groups file, and that as a secret. `isRecord` tells the
 * provider how to name its lines.
 */
export function groupsProperty(groups: unknown): { readonly groups: unknown; readonly isRecord: unknown } {
    const known = pulumi.output(groups) as pulumi.Output<Groups>;
    return {
        groups: known.apply((given) => (isRecord(given) ? textOf(given) : secretAsset(given))),
        isRecord: pulumi.unsecret(known.apply((given) => isRecord(given) || undefined)),
    };
}

function isRecord(groups: Groups): groups is Readonly<Record<string, readonly string[]>> {
    const isPlain = typeof groups === "object" && !Array.isArray(groups);
    return isPlain && Object.values(groups).every((value) => Array.isArray(value));
}

function textOf(groups: Readonly<Record<string, readonly string[]>>): pulumi.Output<pulumi.asset.Asset> {
    const lines = Object.entries(groups).flatMap(([group, usernames]) =>
        usernames.map((username) => `${written(username)},${written(group)}`),
    );
    const text = ["cognito:username,group", ...lines, ""].join("\n");
    return pulumi.secret(new pulumi.asset.StringAsset(text));
}

/** A value as the CSV's dialect writes it. A line break in it cannot be written, and is seen as a line that is none. */
function written(value: unknown): string {
    return String(value).replaceAll(",", "\\,");
}
