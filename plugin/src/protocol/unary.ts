import type { handleUnaryCall } from "@grpc/grpc-js";
import { namingConfigIn } from "pulumi-cognito-user-import/bin/native";
import { namespace } from "../configuration";
import { answerError } from "./answerError";

/** A method of the protocol: what it throws is the engine's to show. */
export function unary<Request, Response>(
    answer: (request: Request) => Promise<Response>,
): handleUnaryCall<Request, Response> {
    return (call, callback) => {
        namingConfigIn(namespace, () => answer(call.request)).then(
            (response) => callback(null, response),
            (error: unknown) => callback(answerError(error)),
        );
    };
}
