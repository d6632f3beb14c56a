import * as pulumi from "@pulumi/pulumi";
import type { UserImportJob } from "pulumi-cognito-user-import";
import {
    type ComponentHost,
    GroupMembers,
    GroupRecord,
    isConfigured,
    jobProperties,
} from "pulumi-cognito-user-import/bin/nativeProgram";
import { ofThisPackage } from "../classes/package";
import { jobOptions, jobType } from "../classes/userImportJob";
import { type Configuration, namespace } from "../configuration";
import { pulumiAws } from "./pulumiAws";

/**
 * The plugin as the host of a component: its children are native resources of the same provider.
 *
 * @param configuration the provider's settings
 * @param folder where the program's relative paths start; `undefined`: where the plugin works
 */
export function pluginHost(
    { read, isSecret }: Pick<Configuration, "read" | "isSecret">,
    folder: string | undefined,
): ComponentHost {
    const settings = { namespace, read } as const;
    return {
        folder,
        settings: {
            ...settings,
            isSecret,
            isForeign: isConfigured(settings),
        },
        loadAws: () => pulumiAws,
        optionsOf: (_kind, _name, opts) => opts ?? {},
        accept: () => undefined,
        makeJob: (name, args, options) =>
            new PartJob(
                jobType,
                name,
                jobProperties(args, args, folder),
                jobOptions(options),
            ) as unknown as UserImportJob,
        makeGroupRecord: (name, inputs, parent) =>
            new GroupRecord("native", name, inputs, { parent, ...ofThisPackage }),
        makeGroupMembers: (name, inputs, parent) =>
            new GroupMembers("native", name, inputs, { parent, ...ofThisPackage }),
    };
}

/** A job, whose outputs are its properties: the SDK makes them of what it registers. */
class PartJob extends pulumi.CustomResource {}
