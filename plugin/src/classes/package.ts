import type * as pulumi from "@pulumi/pulumi";
import { version } from "../schema";

/** Where releases of the plugin are, for a machine that has no other copy of it. */
const pluginDownloadURL = "github://api.github.com/pulumi-cognito-user-import/pulumi-cognito-user-import";

/** What every resource of the package asks of the engine: a plugin of this package's own version. */
export const ofThisPackage = { version, pluginDownloadURL } satisfies pulumi.CustomResourceOptions;
