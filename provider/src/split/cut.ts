import type * as pulumi from "@pulumi/pulumi";
import type { Part, PartLimits } from "./partPlan";

/** Who is imported, as a `UserImportJob` takes it. */
export interface SourceArguments {
    readonly source?: pulumi.Input<string | pulumi.asset.Asset>;
    readonly users?: UsersArgument;
}

/** Typed rows, which hold outputs or are in one as a whole. */
export type UsersArgument = pulumi.Input<pulumi.Input<object>[]>;

/** How a source becomes jobs. */
export interface Cut {
    /**
     * The parts, a job each; {@link whole} where it is one job with the arguments as they were given. An output where that
     * is known only once something else is; in a preview that does not know the source, it is unknown.
     */
    readonly parts: Parts | pulumi.Output<Parts>;
    /** The arguments of the job of `parts[index]`. */
    argumentsOf(parts: Parts, index: number): SourceArguments;
}

/** Where a source is cut. */
export type Parts = readonly Part[];

/** No part stands for a source that is one job as it is. */
export const whole: Parts = [];

/** What cutting takes from the component. */
export interface CutContext {
    readonly limits: PartLimits;
    readonly userPoolId: pulumi.Input<string>;
    /** The component, on whose row is shown what happens. */
    readonly resource: pulumi.Resource;
}
