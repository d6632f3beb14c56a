import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { Emulator, EmulatorOptions } from "../../../emulator/src";
import { type GroupApi, groupCallsOf } from "../../../provider/src/cognito/groupApi";
import { checkGroups } from "../../../provider/src/groups/checkGroups";
import { createMembers, diffMembers, readMembers, updateMembers } from "../../../provider/src/groups/members";
import type { GroupsDependencies } from "../../../provider/src/groups/openGroups";
import type {
    MembersInputs,
    MembersOutputs,
    RecordInputs,
    RecordOutputs,
} from "../../../provider/src/groups/properties";
import { createRecord, deleteRecord, diffRecord, readRecord, updateRecord } from "../../../provider/src/groups/record";
import { withEmulator } from "../aws/withEmulator";
import { createGroups, createUsers } from "../emulator/groupFixtures";
import { createPool } from "../emulator/importFixtures";
import { manualClock, type ProviderClock } from "../process/manualClock";
import { type RecordedProgress, recordedProgress } from "../pulumi/recordedProgress";
import { memorySource } from "./lifecycleFixture";

/** The arguments of a resource that tests change. */
type Args = Partial<Omit<MembersInputs, "contentDigest">>;

/** A resource as it is in the state. */
export interface GroupsState {
    readonly record: { readonly id: string; readonly outs: RecordOutputs } | undefined;
    readonly members: { readonly id: string; readonly outs: MembersOutputs } | undefined;
}

/** Both resources of a `UserImportGroups` on an emulator, as an engine calls them. */
export interface GroupsFixture {
    readonly emulator: Emulator;
    readonly cognito: CognitoIdentityProviderClient;
    readonly poolId: string;
    readonly clock: ProviderClock;
    readonly progress: RecordedProgress;
    /** `groups.csv` and others, by path. */
    readonly files: Map<string, string>;
    readonly deps: GroupsDependencies;
    /** What the state has after the last step. */
    state(): GroupsState;
    /** The reasons that a check gives. */
    problems(args?: Args): Promise<string[]>;
    /** An `up`: checks, and creates or updates what differs. Returns what it did, such as `["create", "create"]`. */
    up(args?: Args): Promise<(string | undefined)[]>;
    refresh(): Promise<void>;
    destroy(): Promise<void>;
}

/** Runs a test against a pool with these users and groups. */
export async function withGroups(
    given: {
        readonly users: readonly string[];
        readonly groups: readonly string[];
        readonly emulator?: EmulatorOptions;
        /** Of the pool, such as its aliases. */
        readonly settings?: Parameters<typeof createPool>[1];
    },
    test: (fixture: GroupsFixture) => Promise<void>,
): Promise<void> {
    await withEmulator(given.emulator ?? {}, async (emulator, { cognito }) => {
        const poolId = await createPool(cognito, {
            UsernameConfiguration: { CaseSensitive: false },
            ...given.settings,
        });
        await createUsers(cognito, poolId, given.users);
        await createGroups(cognito, poolId, given.groups);
        const clock = manualClock();
        const progress = recordedProgress();
        const files = new Map<string, string>();
        const api: GroupApi = groupCallsOf(cognito, { clock });
        const deps: GroupsDependencies = {
            clock,
            progress: () => progress,
            openSource: async (path) => memorySource(String(path), files.get(String(path))),
            connectToGroups: () => api,
        };
        let { record, members }: GroupsState = { record: undefined, members: undefined };
        const inputs = (args: Args) => ({ userPoolId: poolId, groups: "groups.csv", ...args });
        const check = async (args: Args) => await checkGroups(deps, inputs(args) as RecordInputs);
        await test({
            emulator,
            cognito,
            poolId,
            clock,
            progress,
            files,
            deps,
            state: () => ({ record, members }),
            problems: async (args = {}) => (await check(args)).failures.map(({ reason }) => reason),
            up: async (args = {}) => {
                const did: (string | undefined)[] = [];
                const checked = await check(args);
                if (checked.failures.length > 0) {
                    throw new Error(checked.failures.map(({ reason }) => reason).join("\n"));
                }
                // The engine passes secrets in plain text.
                const { value: contentDigest } = checked.inputs.contentDigest as unknown as { value: string };
                const news = { ...checked.inputs, contentDigest };
                if (record === undefined) {
                    record = await createRecord(deps, news);
                    did.push("create");
                } else if (diffRecord(record.outs, news).changes) {
                    record = { ...record, ...(await updateRecord(deps, record.outs, news)) };
                    did.push("update");
                }
                const { generation, groupNames, leaving } = record.outs;
                const given = { ...inputs(args), contentDigest, generation, groupNames, leaving } as MembersInputs;
                if (members === undefined) {
                    members = await createMembers(deps, given);
                    did.push("create");
                } else if (diffMembers(members.outs, given).changes) {
                    members = { ...members, ...(await updateMembers(deps, members.outs, given)) };
                    did.push("update");
                }
                return did;
            },
            refresh: async () => {
                if (record !== undefined) {
                    const { id, props } = await readRecord(deps, record.id, record.outs);
                    record = id === "" ? undefined : { id, outs: props as RecordOutputs };
                }
                if (members !== undefined) {
                    const { id, props } = await readMembers(deps, members.id, members.outs);
                    members = id === "" ? undefined : { id, outs: props as MembersOutputs };
                }
            },
            destroy: async () => {
                members = undefined;
                if (record !== undefined) {
                    await deleteRecord(deps, record.outs);
                }
                record = undefined;
            },
        });
    });
}
