import { isDeepStrictEqual } from "node:util";
import {
    asSecret,
    asShown,
    type DependenciesOf,
    isUnknown,
    isWorkLeft,
    membersMethods,
    recordMethods,
    UserImportError,
    unknownValue,
} from "pulumi-cognito-user-import/bin/native";
import type { Values } from "../protocol/values";
import { own, propertiesOf } from "./ownProperties";
import type { Difference, Resource, UpdateRequest } from "./resource";
import { withSecrets } from "./secretInputs";

/** The types of the two resources that a `UserImportGroups` consists of. */
export const groupRecordType = "cognito-user-import:index:UserImportGroupRecord";
export const groupMembersType = "cognito-user-import:index:UserImportGroupMembers";

/** Inputs that the state does not have: the content itself, and what the record says of it. */
const content: readonly string[] = ["groups", "isRecord", "sourceFolder", "groupNames", "leaving"];

/** From these somebody could guess who is in a group. */
const secretOutputs: readonly string[] = ["ledger", "leaving", "contentDigest"];

/** Which memberships a stack has put in: see docs/decisions/0018. */
export function groupRecord(of: DependenciesOf): Resource {
    const outputs = ["generation", "groupNames", "ledger", "leaving", "recordedMemberships", "existingMemberships"];
    return adapted(recordMethods(of, asShown) as Methods, {
        outputs,
        isLeftAsItIs: ({ olds, news }) => olds.contentDigest === news.contentDigest,
    });
}

/** Who puts the users in. Its deletion does nothing: the record takes them out. */
export function groupMembers(of: DependenciesOf): Resource {
    return adapted(membersMethods(of, asShown) as Methods, {
        outputs: ["members", "missingUsers", "missingLines", "takenOut"],
        isLeftAsItIs: ({ olds, news }) => !isWorkLeft(olds as never, news as never),
    });
}

/** The methods of one of the two, whatever it is given. */
interface Methods {
    check(olds: never, news: never): Promise<{ inputs?: object; failures?: { property: string; reason: string }[] }>;
    diff(
        id: string,
        olds: never,
        news: never,
    ): Promise<{ changes?: boolean; replaces?: string[]; deleteBeforeReplace?: boolean }>;
    create(inputs: never): Promise<{ id: string; outs?: object }>;
    update(id: string, olds: never, news: never): Promise<{ outs?: object }>;
    read(id: string, props: never): Promise<{ id?: string; props?: object }>;
    delete?(id: string, props: never): Promise<void>;
}

/** What a preview of one of the two goes by. */
interface Known {
    /** What the resource itself finds out. */
    readonly outputs: readonly string[];
    /** Whether an update finds nothing else out than what is in state. */
    isLeftAsItIs(request: Pick<UpdateRequest, "olds" | "news">): boolean;
}

function adapted(methods: Methods, { outputs, isLeftAsItIs }: Known): Resource {
    const unknown = Object.fromEntries(outputs.map((name) => [name, unknownValue]));
    return {
        async check({ urn, olds, news }) {
            const given = { ...own(news), resourceUrn: urn };
            const { inputs, failures = [] } = await methods.check(own(olds) as never, given as never);
            return { inputs: withSecretOutputs(withSecrets(own(inputs ?? news))), failures };
        },
        async diff({ id, olds, news }) {
            const [before, after] = [own(olds), own(news)];
            const answer = await methods.diff(id, before as never, after as never);
            const { changes = false, replaces = [], deleteBeforeReplace = false } = answer;
            const properties = changes ? differences(before, after, replaces) : {};
            return { hasChanges: changes, properties, deleteBeforeReplace, stables: ["userPoolId"] };
        },
        async create({ urn, news, isPreview }) {
            if (isPreview) {
                return { id: "", outputs: { ...recorded(own(news)), ...unknown } };
            }
            const { id, outs = {} } = await methods.create({ ...own(news), resourceUrn: urn } as never);
            return { id, outputs: withSecretOutputs(own(outs)) };
        },
        async update({ id, urn, olds, news, isPreview }) {
            const [before, after] = [own(olds), own(news)];
            if (isPreview) {
                const found = isLeftAsItIs({ olds: before, news: after }) ? picked(before, outputs) : unknown;
                return { outputs: withSecretOutputs({ ...recorded(after), ...found }) };
            }
            const { outs = {} } = await methods.update(id, before as never, { ...after, resourceUrn: urn } as never);
            return { outputs: withSecretOutputs(own(outs)) };
        },
        async read({ id, urn, olds }) {
            if (olds.contentDigest === undefined) {
                throw new UserImportError(
                    "validation-failed",
                    "Groups cannot be imported: nobody knows who put their members in.",
                );
            }
            const found = await methods.read(id, { ...own(olds), resourceUrn: urn } as never);
            return { id: found.id ?? "", outputs: withSecretOutputs(own(found.props ?? {})) };
        },
        async delete({ id, urn, olds }) {
            await methods.delete?.(id, { ...own(olds), resourceUrn: urn } as never);
        },
    };
}

/** What the state has of the inputs. */
function recorded(inputs: Values): Values {
    return propertiesOf(inputs, (name) => !content.includes(name));
}

function picked(values: Values, names: readonly string[]): Values {
    return propertiesOf(values, (name) => names.includes(name));
}

function withSecretOutputs(values: Values): Values {
    return Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
            name,
            secretOutputs.includes(name) && typeof value === "string" && !isUnknown(value) ? asSecret(value) : value,
        ]),
    );
}

function differences(before: Values, after: Values, replaces: readonly string[]): Difference["properties"] {
    const names = Object.keys(recorded(after)).filter(
        (name) => isUnknown(after[name]) || !isDeepStrictEqual(before[name] ?? undefined, after[name] ?? undefined),
    );
    return Object.fromEntries(
        [...names, ...replaces].map((name) => [name, { isReplacing: replaces.includes(name), isInput: true }]),
    );
}
