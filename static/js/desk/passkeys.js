// A passkey asked for, or made: the server begins, the browser signs, the server completes.

const NOT_HERE = "Questo browser non ha le passkey, o la pagina non è su https: usa un altro modo.";
const STOPPED = "Non è arrivata nessuna conferma. Riprova quando vuoi.";
const THERE_ALREADY = "Questo dispositivo ha già una passkey per il tuo accesso.";
const NO_ANSWER = "Il server non risponde: controlla la connessione e riprova.";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

function letters(buffer) {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const withBytes = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

function askedOf(options) {
  return { ...options, challenge: bytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) };
}

function newOf(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  return { ...options, user, challenge: bytes(options.challenge),
    excludeCredentials: withBytes(options.excludeCredentials) };
}

function signed(credential) {
  const { response } = credential;
  const parts = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = letters(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id, rawId: letters(credential.rawId), type: credential.type, response: parts,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function send(address, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (!answer?.ok || !said) throw new Error(said?.error ?? NO_ANSWER);
  return said;
}

export const arePossible = () => Boolean(window.PublicKeyCredential && window.isSecureContext);

function sentenceOf(error) {
  if (error.name === "InvalidStateError") return THERE_ALREADY;
  return error instanceof DOMException ? STOPPED : error.message;
}

// Gives what the server says at the end; throws an Error with a sentence for people.
export async function passkey({ begin, complete, isNew, fields }) {
  if (!arePossible()) throw new Error(NOT_HERE);
  try {
    const options = await send(begin, fields);
    const credential = await (isNew
      ? navigator.credentials.create({ publicKey: newOf(options) })
      : navigator.credentials.get({ publicKey: askedOf(options) }));
    return await send(complete, { ...fields, password: "", credential: signed(credential) });
  } catch (error) {
    throw new Error(sentenceOf(error));
  }
}
