// Connects the button of a page with the script that asks for a passkey.
'use strict';
document.addEventListener('DOMContentLoaded', () => {
  const button = document.querySelector('[data-passkey]');
  const failed = document.getElementById('passkey-failed');
  if (!button || !window.PublicKeyCredential) {
    if (button) button.disabled = true;
    return;
  }
  const ids = { credential: 'credential', passwordless: 'id_passwordless' };
  ids[button.dataset.button] = button.id;
  if (document.getElementById('js_data')) ids.data = 'js_data';
  button.addEventListener('click', () => { failed.hidden = true; });
  document.addEventListener('allauth.error', (event) => {
    event.preventDefault();
    failed.hidden = false;
  });
  window.allauth.webauthn.forms[button.dataset.passkey]({ ids });
});
