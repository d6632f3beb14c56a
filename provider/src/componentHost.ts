import * as pulumi from "@pulumi/pulumi";
import type { ReadConfig } from "./aws/settings/config";
import type { ConfigNamespace } from "./aws/settings/configName";
import { GroupMembers, GroupRecord } from "./groupResources";
import { inlineProgramFolder } from "./program/engineFacts";
import { loadPulumiAws, type PulumiAws } from "./program/pulumiAws";
import { refuseAnyProvider, refuseAwsProvider, transformedRefusal } from "./program/refuseAwsProvider";
import { warnOfAwsSettings } from "./program/warnOfAwsSettings";
import { UserImportJob } from "./userImportJob";
import type { UserImportJobArgs } from "./userImportJobArgs";

/** The components that have a host. */
export type ComponentKind = "UserImport" | "UserImportGroups";

/**
 * Where a component runs, and so what its children are: dynamic resources in a Node program, native ones in the plugin. All else of
 * a component is the same in both.
 */
export interface ComponentHost {
    /** Where relative paths start; `undefined`: in the folder where this process and the plugin work. */
    readonly folder: string | undefined;
    /** The AWS settings that the children have where the argument `aws` names none. */
    readonly settings: HostSettings;
    /** What the role and its AWS provider are made with. */
    readonly loadAws: () => PulumiAws;
    /**
     * The component's options, as it registers with them.
     *
     * @throws pulumi.RunError where it cannot have them
     */
    optionsOf(
        kind: ComponentKind,
        name: string,
        opts: pulumi.ComponentResourceOptions | undefined,
    ): pulumi.ComponentResourceOptions;
    /**
     * Looks at a component that has just been registered, before it has children.
     *
     * @throws pulumi.RunError where it has become one that is refused
     */
    accept(kind: ComponentKind, name: string, component: pulumi.ComponentResource): void;
    makeJob(name: string, args: UserImportJobArgs, options: pulumi.CustomResourceOptions): UserImportJob;
    makeGroupRecord(name: string, inputs: pulumi.Inputs, parent: pulumi.Resource): GroupRecord;
    makeGroupMembers(name: string, inputs: pulumi.Inputs, parent: pulumi.Resource): GroupMembers;
}

/** AWS settings beside the argument `aws`, by their keys in Pulumi's config. */
export interface HostSettings {
    readonly namespace: ConfigNamespace;
    /** A setting by its whole key, such as `aws:region`, as the config has it. */
    readonly read: ReadConfig;
    isSecret(key: string): boolean;
    /** Whether AWS resources need a provider with these settings: the AWS plugin's default one does not have them. */
    readonly isForeign: boolean;
}

/** A Node program, with dynamic resources. */
export const programHost: ComponentHost = {
    get folder() {
        return inlineProgramFolder();
    },
    settings: {
        namespace: "aws",
        // Structured values are JSON text, as in the provider.
        read: (key) => pulumi.runtime.getConfig(key),
        isSecret: (key) => {
            // Left out of the SDK's types.
            const { isConfigSecret = () => true } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
            return isConfigSecret(key);
        },
        isForeign: false,
    },
    loadAws: loadPulumiAws,
    optionsOf: (kind, name, opts) =>
        kind === "UserImport" ? refuseAwsProvider(name, opts) : refuseAnyProvider(name, opts, kind),
    accept: (kind, name, component) => {
        const refusal = transformedRefusal(kind, name, component);
        if (refusal !== undefined) throw refusal;
        warnOfAwsSettings();
    },
    makeJob: (name, args, options) => new UserImportJob(name, args, options),
    makeGroupRecord: (name, inputs, parent) => new GroupRecord("dynamic", name, inputs, { parent }),
    makeGroupMembers: (name, inputs, parent) => new GroupMembers("dynamic", name, inputs, { parent }),
};
