import type { HttpIngressOffer, HttpIngressRequest, HttpIngressResult } from "@allotment/model";
import { defineResource } from "../resource.ts";

const letsEncrypt = "https://acme-v02.api.letsencrypt.org/directory";
const letsEncryptStaging = "https://acme-staging-v02.api.letsencrypt.org/directory";

/** A virtual host with TLS on the machine of the component behind it. */
export const httpIngress = defineResource<HttpIngressRequest, HttpIngressOffer, HttpIngressResult>({
  type: "http-ingress",
  withoutOffer: null,
  holdsState: false,
  summary: "A virtual host with a certificate.",
  refusal: () => null,
  bind: ({ request, offer, machine, publicNames }) => {
    if (!offer) throw new Error("a virtual host needs an offer of certificates");
    const result: HttpIngressResult = {
      host: request.host,
      machine: machine.name,
      purpose: request.purpose,
      acmeEmail: offer.acmeEmail,
      ...(publicNames ? authoritiesOf(offer) : { acmeServer: null, acmeStagingServer: null }),
      bodyMiBMax: request.bodyMiBMax,
    };
    return { result, secrets: {}, generators: {} };
  },
});

// Let's Encrypt allows few failures at its real directory, and many at the other.
function authoritiesOf(offer: HttpIngressOffer): Pick<HttpIngressResult, "acmeServer" | "acmeStagingServer"> {
  const { acmeServer = letsEncrypt } = offer;
  const usual = acmeServer === letsEncrypt ? letsEncryptStaging : null;
  return { acmeServer, acmeStagingServer: offer.acmeStagingServer ?? usual };
}
