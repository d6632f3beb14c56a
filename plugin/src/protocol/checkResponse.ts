import { CheckResponse, CheckFailure as FailureMessage, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { CheckFailure } from "../resources/resource";
import { toStruct } from "./values";

/** What a check answers, of a resource or of a provider's config. */
export function checkResponse({
    inputs,
    failures,
}: {
    readonly inputs: object;
    readonly failures: readonly CheckFailure[];
}): CheckResponse {
    const response = new CheckResponse();
    response.setInputs(toStruct(inputs));
    response.setFailuresList(failures.map(checkFailure));
    return response;
}

/** What a look-up answers. */
export function invokeResponse({
    result,
    failures,
}: {
    readonly result: object;
    readonly failures: readonly CheckFailure[];
}): InvokeResponse {
    const response = new InvokeResponse();
    response.setReturn(toStruct(result));
    response.setFailuresList(failures.map(checkFailure));
    return response;
}

function checkFailure({ property, reason }: CheckFailure): FailureMessage {
    const failure = new FailureMessage();
    failure.setProperty(property);
    failure.setReason(reason);
    return failure;
}
