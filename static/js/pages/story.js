// What the first step of a story asks for, in one file once collected (helpcentre/static_files.py).
import "../form-token.js";
import "../similar-guides.js";
