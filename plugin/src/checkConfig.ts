import { ignoredFindings, isUnknown, type JoinedEngine, settingProblems } from "pulumi-cognito-user-import/bin/native";
import { reasonAgainstVersion } from "./askedVersion";
import { namespace, textOf } from "./configuration";
import type { Values } from "./protocol/values";
import { propertiesOf } from "./resources/ownProperties";
import type { CheckFailure, Difference } from "./resources/resource";
import { asSecretSettings } from "./resources/secretInputs";

/** What the engine keeps among the arguments of a provider for itself. Others begin with `__`. */
const engineKeys: readonly string[] = [
    "version",
    "pluginDownloadURL",
    "pluginChecksums",
    "parameterization",
    "name",
    "envVarMappings",
];

/**
 * Checks the settings of a provider: all that is wrong at once, each by its key, and never with its value. So no failure names a
 * property, whose value the engine would print. Values that are not known yet pass. Credentials in the answer are secrets.
 *
 * @param urn the provider's; that of a default one says that its arguments are the stack's config
 */
export function checkConfig(
    { progress }: Pick<JoinedEngine, "progress">,
    urn: string,
    args: Values,
): { inputs: Values; failures: readonly CheckFailure[] } {
    const against = reasonAgainstVersion(args.version);
    const settings = settingsIn(args);
    const placeOf = placesOf(urn);
    const problems = settingProblems(settings).map(({ path, reason }) => `${placeOf(path)} cannot be used: ${reason}.`);
    const failures = [...(against === undefined ? [] : [against]), ...problems];
    if (failures.length === 0) {
        for (const { path, reason } of ignoredFindings(settings)) {
            progress(urn).warn(`${placeOf(path)} ${reason}`);
        }
    }
    return { inputs: asSecretSettings(args), failures: failures.map((reason) => ({ property: "", reason })) };
}

/**
 * What a change of the settings means for the provider: it is updated, and never replaced, since that would replace all its resources.
 * Where its new settings lead somewhere else, the next job goes there; what a job has imported is not imported again.
 */
export function diffConfig(olds: Values, news: Values): Difference {
    const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const changed = names.filter((name) => isOther(olds[name], news[name]));
    return {
        hasChanges: changed.length > 0,
        properties: Object.fromEntries(changed.map((name) => [name, { isReplacing: false, isInput: true }])),
        deleteBeforeReplace: false,
        stables: [],
    };
}

function settingsIn(args: Values): Values {
    return propertiesOf(args, (name) => !engineKeys.includes(name) && !name.startsWith("__"));
}

/** How a setting is called where it was written. */
function placesOf(urn: string): (path: string) => string {
    const isDefault = /::default[^:]*$/.test(urn);
    return (path) => (isDefault ? `Pulumi config ${namespace}:${path}` : `Argument ${path} of the provider`);
}

function isOther(before: unknown, after: unknown): boolean {
    return isUnknown(after) || (textOf(before) ?? "") !== (textOf(after) ?? "");
}
