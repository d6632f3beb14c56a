import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Difference } from "../resources/resource";

/** A difference as the protocol says it: by property, with what has to be replaced. */
export function diffResponse({ hasChanges, properties, deleteBeforeReplace, stables }: Difference): DiffResponse {
    const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
    const { UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
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
        property.setKind(isReplacing ? UPDATE_REPLACE : UPDATE);
        property.setInputdiff(isInput);
        response.getDetaileddiffMap().set(name, property);
    }
    return response;
}
