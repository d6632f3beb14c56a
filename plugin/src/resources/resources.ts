import type { DependenciesOf, JoinedEngine } from "pulumi-cognito-user-import/bin/native";
import { groupMembers, groupMembersType, groupRecord, groupRecordType } from "./groups";
import type { Resource } from "./resource";
import { userImportJob } from "./userImportJob";

/** Every resource that the plugin serves itself, by its type. */
export function resourcesOf(of: DependenciesOf, engine: JoinedEngine): Readonly<Record<string, Resource>> {
    return {
        "cognito-user-import:index:UserImportJob": userImportJob(of, engine),
        [groupRecordType]: groupRecord(of),
        [groupMembersType]: groupMembers(of),
    };
}
