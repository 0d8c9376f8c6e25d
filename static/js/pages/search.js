// What a page of results asks for, in one file once collected (helpcentre/static_files.py).
import "../suggestions.js";
import "../opened.js";
import "../form-token.js";
