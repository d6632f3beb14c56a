import type * as dynamic from "@pulumi/pulumi/dynamic";
import { checkGroups, checkMembers } from "./checkGroups";
import { createMembers, diffMembers, readMembers, updateMembers } from "./members";
import type { GroupsDependencies } from "./openGroups";
import type { MembersInputs, MembersOutputs, RecordInputs, RecordOutputs } from "./properties";
import { createRecord, deleteRecord, diffRecord, readRecord, updateRecord } from "./record";

/** What a resource works with, by its argument `aws`. */
type DependenciesOf = (aws: unknown) => GroupsDependencies;

/** Runs an operation so that what it throws may be shown. */
type AsShown = <T>(operation: () => Promise<T>) => Promise<T>;

/** What the engine calls of the record. */
export function recordMethods(of: DependenciesOf, asShown: AsShown) {
    return {
        async check(_olds: Partial<RecordInputs>, news: RecordInputs): Promise<dynamic.CheckResult> {
            return await asShown(async () => await checkGroups(of(news.aws), news));
        },
        async diff(_id: string, olds: RecordOutputs, news: RecordInputs): Promise<dynamic.DiffResult> {
            return diffRecord(olds, news);
        },
        async create(inputs: RecordInputs): Promise<dynamic.CreateResult> {
            return await asShown(async () => await createRecord(of(inputs.aws), inputs));
        },
        async read(id: string, props: RecordOutputs): Promise<dynamic.ReadResult> {
            return await asShown(async () => await readRecord(of(props.aws), id, props));
        },
        async update(_id: string, olds: RecordOutputs, news: RecordInputs): Promise<dynamic.UpdateResult> {
            return await asShown(async () => await updateRecord(of(news.aws), olds, news));
        },
        async delete(_id: string, props: RecordOutputs): Promise<void> {
            await asShown(async () => await deleteRecord(of(props.aws), props));
        },
    } satisfies dynamic.ResourceProvider;
}

/** What the engine calls of the resource that puts users in. The record takes them out, so its deletion does nothing. */
export function membersMethods(of: DependenciesOf, asShown: AsShown) {
    return {
        async check(_olds: Partial<MembersInputs>, news: MembersInputs): Promise<dynamic.CheckResult> {
            return { inputs: news, failures: checkMembers(news) };
        },
        async diff(_id: string, olds: MembersOutputs, news: MembersInputs): Promise<dynamic.DiffResult> {
            return diffMembers(olds, news);
        },
        async create(inputs: MembersInputs): Promise<dynamic.CreateResult> {
            return await asShown(async () => await createMembers(of(inputs.aws), inputs));
        },
        async read(id: string, props: MembersOutputs): Promise<dynamic.ReadResult> {
            return await asShown(async () => await readMembers(of(props.aws), id, props));
        },
        async update(_id: string, olds: MembersOutputs, news: MembersInputs): Promise<dynamic.UpdateResult> {
            return await asShown(async () => await updateMembers(of(news.aws), olds, news));
        },
    } satisfies dynamic.ResourceProvider;
}
