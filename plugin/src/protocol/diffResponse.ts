import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Difference } from "../resources/resource";
import type { Values } from "./values";

/** Inputs that were compared. */
export interface Compared {
    readonly oldInputs: Values;
    readonly news: Values;
}

/** A difference as the protocol says it: by property, with what has to be replaced. */
export function diffResponse(
    { hasChanges, properties, deleteBeforeReplace, stables }: Difference,
    compared: Compared,
): DiffResponse {
    const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
    const response = new DiffResponse();
    response.setChanges(hasChanges ? DIFF_SOME : DIFF_NONE);
    response.setDeletebeforereplace(deleteBeforeReplace);
    const replaced = Object.keys(properties).filter((name) => properties[name]?.isReplacing === true);
    response.setReplacesList(replaced);
    response.setStablesList(replaced.length === 0 ? [...stables] : []);
    response.setDiffsList(Object.keys(properties));
    response.setHasdetaileddiff(true);
    for (const [name, { isReplacing, isInput }] of Object.entries(properties)) {
        const property = new PropertyDiff();
        property.setKind(kindOf(isInput ? changeOf(name, compared) : "UPDATE", isReplacing));
        property.setInputdiff(isInput);
        response.getDetaileddiffMap().set(name, property);
    }
    return response;
}

type Change = "ADD" | "DELETE" | "UPDATE";

function changeOf(name: string, { oldInputs, news }: Compared): Change {
    if (name in oldInputs === name in news) {
        return "UPDATE";
    }
    return name in news ? "ADD" : "DELETE";
}

function kindOf(change: Change, isReplacing: boolean): PropertyDiff.Kind {
    return PropertyDiff.Kind[isReplacing ? (`${change}_REPLACE` as const) : change];
}
