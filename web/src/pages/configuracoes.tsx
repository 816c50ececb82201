import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { settings } from "@/messages/settings";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { ConfiguracoesScreen } from "@/screens/shop/configuracoes/ConfiguracoesScreen";

export default screen(ConfiguracoesScreen, { texts: [shop, setup, settings], frame: inShopFrame });
